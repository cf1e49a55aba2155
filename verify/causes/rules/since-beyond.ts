import type { Difference } from '../../compare/difference.ts';
import type { Asked } from '../asked.ts';
import { hasAllAfter } from '../bound.ts';
import { type CaseFile, type Cause, type Evidence, evidenceOf, type FindCause } from '../cause.ts';
import { highestBefore } from '../highest-served.ts';
import { shownAt } from '../met.ts';
import { zoneRepeating } from '../repeated-hours.ts';
import { firstPassing, isPassedBy, lastBefore, rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';

const SECOND_MS = 1000;
const UNITS_MS = [SECOND_MS, 60_000, 3_600_000, 86_400_000];
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const LARGEST_OFFSET_MS = 14 * 3_600_000;

/** A walk that asked for stamps later than any that had been read. */
interface Beyond {
  readonly request: Asked;
  /** ms since 1970 */
  readonly since: number;
  /** The latest stamp that answers before it held. */
  readonly highest: number;
}

function beyondIn(difference: Difference, file: CaseFile): Beyond | undefined {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  if (!row || !passing || passing.bound.time === row.stamp) return undefined;
  const highest = highestBefore(passing.requests[0], file);
  if (highest === undefined || hasAllAfter(passing.bound, highest)) return undefined;
  return { request: passing.requests[0], since: passing.bound.time, highest };
}

function causeOf(
  name: string,
  advice: string,
  difference: Difference,
  file: CaseFile,
  evidence: Evidence,
): Cause {
  return { name, verdict: verdictOf(difference, file), advice, evidence: [evidence] };
}

/** The cursor is local time of an hour that came twice, taken for the later one: an hour after what was read. */
export const repeatedHour: FindCause = (difference, file) => {
  const beyond = beyondIn(difference, file);
  if (!beyond || beyond.since - beyond.highest !== HOUR_MS) return undefined;
  const zone = zoneRepeating(beyond.highest);
  if (zone === undefined) return undefined;
  const note = `asked since an hour after the latest stamp that had been read, at which clocks such as those of ${zone} showed the same`;
  const advice = 'Keep the cursor in UTC, or with its offset.';
  return causeOf('repeated-hour', advice, difference, file, evidenceOf(beyond.request, note));
};

/** The cursor was read in another zone: it is later than what was read by the offset of one. */
export const zoneOfFilter: FindCause = (difference, file) => {
  const beyond = beyondIn(difference, file);
  if (!beyond || isClock(beyond, file)) return undefined;
  const ahead = beyond.since - beyond.highest;
  if (ahead > LARGEST_OFFSET_MS || ahead % QUARTER_MS !== 0) return undefined;
  const note = `asked since ${ahead / HOUR_MS} h after the latest stamp that had been read`;
  const advice = 'Send the cursor with its zone, in the zone in which the source reads it.';
  return causeOf('zone-of-filter', advice, difference, file, evidenceOf(beyond.request, note));
};

/** The cursor is what a clock said while the sync was running, not what was read. */
export const cursorIsNow: FindCause = (difference, file) => {
  const beyond = beyondIn(difference, file);
  const clock = beyond && isClock(beyond, file);
  if (!beyond || !clock) return undefined;
  const note = `asked since the time of ${clock} during the sync before, and nothing that late had been read`;
  const advice = 'Save the latest stamp that was read as the cursor, not the time of the sync.';
  return causeOf('cursor-is-now', advice, difference, file, evidenceOf(beyond.request, note));
};

/** The cursor is what was read, rounded up to the next full second, minute, hour or day. */
export const roundedCursor: FindCause = (difference, file) => {
  const beyond = beyondIn(difference, file);
  const unit = beyond && UNITS_MS.find((ms) => Math.ceil(beyond.highest / ms) * ms === beyond.since);
  if (!beyond || unit === undefined) return undefined;
  const note = `asked since the latest stamp that had been read, rounded up to ${unit / SECOND_MS} s`;
  const advice = 'Keep all digits of the cursor, or round it down.';
  return causeOf('rounded-cursor', advice, difference, file, evidenceOf(beyond.request, note));
};

/** The latest stamp was ahead of the source's own clock, and what came later had earlier stamps. */
export const sourceClockAhead: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  const before = passing && lastBefore(passing.requests[0], file);
  if (!row || !passing || !before || !isPassedBy(passing, row)) return undefined;
  const highest = highestBefore(passing.requests[0], file);
  const time = shownAt(before);
  if (highest === undefined || highest <= time || !hasAllAfter(passing.bound, highest)) return undefined;
  if (row.seenFrom <= time) return undefined;
  const ahead = Math.round((highest - time) / SECOND_MS);
  const note = `asked since a stamp that was ${ahead} s ahead of the source's clock when it was read`;
  const advice =
    'Save the time of the source, from the header Date, as the cursor when a stamp is later than it.';
  return causeOf('source-clock-ahead', advice, difference, file, evidenceOf(passing.requests[0], note));
};

/** Whose clock showed the cursor during an earlier sync; undefined where none did. */
function isClock({ request, since }: Beyond, { syncs }: CaseFile): string | undefined {
  for (const { requests } of syncs) {
    const earlier = requests.filter(({ number }) => number < request.number);
    const [first, last] = [earlier[0], earlier.at(-1)];
    if (!first || !last) continue;
    if (isWithin(since, first.at, shownAt(last))) return 'the source';
    // A tunnel or a statement may have none.
    const received = earlier.flatMap(({ receivedAt }) => receivedAt ?? []);
    const [from, to] = [received[0], received.at(-1)];
    if (from && to && isWithin(since, from, to)) return 'the client';
  }
  return undefined;
}

/** Cursors have whole seconds, and a sync begins before its first request and ends after its last. */
function isWithin(time: number, from: number, to: number): boolean {
  return time > from - 2 * SECOND_MS && time < to + 2 * SECOND_MS;
}
