import type { Fault, Occurrence } from '../core/faults/fault.ts';

const PLACE = /\$[a-z]+/g;

/** What stands in for places: `$route`. */
type Places = Readonly<Record<string, string>>;

/** Whether something has places that are to be filled. */
export function hasPlaces(planned: unknown): boolean {
  return JSON.stringify(planned).search(PLACE) >= 0;
}

/** The entries of a plan whose places can be filled; the others concern connectors that read something else. */
export function filledIn(plan: readonly Fault[], places: Places): readonly Fault[] {
  return plan.flatMap((fault) => {
    const on = filledOccurrence(fault.on, places);
    return on === undefined ? [] : [{ ...fault, on }];
  });
}

/** Undefined where a place cannot be filled. */
export function filledOccurrence(on: Occurrence, places: Places): Occurrence | undefined {
  const written = JSON.stringify(on);
  if ([...written.matchAll(PLACE)].some(([place]) => places[place] === undefined)) return undefined;
  return JSON.parse(
    written.replaceAll(PLACE, (place) => JSON.stringify(places[place]).slice(1, -1)),
  ) as Occurrence;
}
