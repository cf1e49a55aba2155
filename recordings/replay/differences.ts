import { mayStandFor, type ReplayRules } from './changing-values.ts';
import type { Part } from './request-parts.ts';

/** Where a request is not as a recorded one. */
export interface Difference {
  readonly place: string;
  readonly name: string | undefined;
  /** Undefined: the request has none. */
  readonly asked: string | undefined;
  /** Undefined: the recording has none. */
  readonly recorded: string | undefined;
}

/** Every place of two requests whose values differ, but for what rules let differ. Both lists are in the order of places. */
export function differencesOf(
  asked: readonly Part[],
  recorded: readonly Part[],
  recordedAt: number,
  rules: ReplayRules,
): Difference[] {
  const left = byPlace(asked, rules);
  const right = byPlace(recorded, rules);
  const places = [...new Set([...left.keys(), ...right.keys()])];
  return places.flatMap((place) => {
    const values = left.get(place) ?? [];
    const others = right.get(place) ?? [];
    const most = Math.max(values.length, others.length);
    for (let index = 0; index < most; index += 1) {
      const [one, other] = [values[index], others[index]];
      const isSame = one && other && mayStandFor(one.value, other.value, recordedAt);
      if (!isSame) return [{ place, name: (one ?? other)?.name, asked: one?.value, recorded: other?.value }];
    }
    return [];
  });
}

function byPlace(parts: readonly Part[], { isIgnored }: ReplayRules): Map<string, Part[]> {
  const places = new Map<string, Part[]>();
  for (const part of parts) {
    if (part.name !== undefined && isIgnored(part.name)) continue;
    const there = places.get(part.place);
    if (there) there.push(part);
    else places.set(part.place, [part]);
  }
  return places;
}
