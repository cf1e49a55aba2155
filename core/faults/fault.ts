import type { Effects, LateEffects } from './effects.ts';

/** When a fault happens: everything that is given must hold. Texts may have `*` for any text. */
export interface Occurrence {
  readonly service?: string;
  /** A service's own name for what is asked, as the journal has it, or what it is about (`people`). */
  readonly route?: string;
  readonly method?: string;
  readonly host?: string;
  /** Without the query. */
  readonly path?: string;
  /** Parameters by name; `*` asks only that it is there. */
  readonly query?: Readonly<Record<string, string>>;
  /** The lower bound of an incremental read, whatever the source calls it; `*` asks only that there is one. */
  readonly since?: string;
  /** The page of a walk, from 1. */
  readonly page?: number;
  /** A connection to this service. */
  readonly tcp?: string;
  /** After so many bytes to the client; only with `tcp`. */
  readonly bytes?: number;
  readonly sql?: string;
  readonly object?: string;
  /** Of all that fits the rest, the one with this number in order of arrival, from 1. */
  readonly nth?: number;
  /** The same: from this number on … */
  readonly from?: number;
  /** … and of those every so manieth, beginning with the first. */
  readonly every?: number;
  /** The number in the journal. */
  readonly request?: number;
}

export type ConditionName = keyof Occurrence;

/** These count what arrives, so that the order of parallel requests matters to them. */
const COUNTS: readonly ConditionName[] = ['nth', 'from', 'every', 'request'];

/** One entry of a plan. */
export interface Fault {
  readonly on: Occurrence;
  /** What the client meets. */
  readonly do?: Effects;
  /** What happens when the answer is ready. */
  readonly after?: LateEffects;
  /**
   * How many tries of one and the same request meet it. Default: 1; with `nth`, `from`, `every` or `request`, which count
   * requests themselves, always.
   */
  readonly times?: number | 'always';
}

/** How many tries of one request meet it, where nobody says it. */
export function timesOf({ on, times }: Fault): number {
  if (times === 'always') return Number.POSITIVE_INFINITY;
  return times ?? (COUNTS.some((name) => on[name] !== undefined) ? Number.POSITIVE_INFINITY : 1);
}
