import type { Effects, LateEffects } from './effects.ts';
import type { Fault, Occurrence } from './fault.ts';

/** Durations as people write them: `90s`, `5m`. */
type Written<Shape> = { readonly [Name in keyof Shape]?: Shape[Name] | string };

/** What people write for the effects that are more than one value. */
interface WrittenValues {
  /** A text, or what is sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | number>>;
}

type WrittenEffects = Omit<Written<Effects>, keyof WrittenValues> & WrittenValues;

/** An entry of a fault plan as YAML, JSON and TypeScript have it (docs/faults.md). */
export interface WrittenFault {
  /** When it happens; all of it must hold. */
  readonly on: Omit<Written<Occurrence>, 'query'> & {
    readonly query?: Readonly<Record<string, string | number>>;
  };
  /** What the client meets; `'reset'` is `{ reset: true }`. */
  readonly do?: WrittenEffects | string;
  /** What happens when the answer is ready. */
  readonly after?: Written<LateEffects> | string;
  /** How many tries of one and the same request meet it. Default: 1, or always with `nth`, `from`, `every` and `request`. */
  readonly times?: number | 'always';
}

/** A fault in a plan. */
export interface PlannedFault extends WrittenFault {
  readonly id: number;
  /** How often it has happened. */
  readonly fired: number;
}

/** Effects that are a time in ms. */
export const DURATIONS = ['stale', 'latency', 'clock'] as const;

/** A fault as it could have been written. */
export function presentFault({ do: now, after, ...fault }: Fault): WrittenFault {
  return {
    ...fault,
    ...(now && { do: presentEffects(now) }),
    ...(after && { after: presentEffects(after) }),
  };
}

function presentEffects(effects: Effects): WrittenEffects {
  const durations = DURATIONS.filter((name) => effects[name] !== undefined);
  return { ...effects, ...Object.fromEntries(durations.map((name) => [name, `${effects[name]}ms`])) };
}
