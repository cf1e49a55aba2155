import type { SightPlace } from '../sight-cursor.ts';

/** What an answer tells, and where the next one goes on. */
export interface SightPage<Told> {
  readonly data: readonly Told[];
  /** Where the next page begins; null when there is no more so far. */
  readonly next: SightPlace | null;
}

/**
 * A page of what has happened, in the order in which it could be seen. What was seen at an instant that has passed never
 * changes, so a count of it is a place that stays, however much shares the instant.
 *
 * @param happened all that could be seen after an instant and not after now
 * @param tell undefined for what is passed over
 */
export function sightPage<Event extends { readonly seenAt: number }, Told>(
  happened: (after: number) => Iterable<Event>,
  from: SightPlace,
  count: number,
  tell: (event: Event) => Told | undefined,
): SightPage<Told> {
  const data: Told[] = [];
  let { seenAt, passed } = from;
  let toSkip = passed;
  for (const event of happened(seenAt - 1)) {
    if (toSkip > 0 && event.seenAt === from.seenAt) {
      toSkip -= 1;
      continue;
    }
    const told = tell(event);
    if (told !== undefined && data.length === count) return { data, next: { seenAt, passed } };
    passed = event.seenAt === seenAt ? passed + 1 : 1;
    seenAt = event.seenAt;
    if (told !== undefined) data.push(told);
  }
  return { data, next: null };
}
