import type { Asked } from './asked.ts';
import type { CaseFile } from './cause.ts';
import { isInRange, isLast } from './lost-with.ts';
import { onceForFile } from './once-for.ts';
import { isAheadOf, isBehind } from './places.ts';
import type { RowCase } from './row-case.ts';
import { isWhole } from './whole.ts';

/** Two pages of a walk: a row was behind the end of one, and before the beginning of the next. */
export interface PassedOver {
  readonly last: Asked;
  readonly next: Asked;
}

const known = new WeakMap<RowCase, PassedOver | undefined>();

/**
 * Between which pages a row was passed over by the last walk that could have brought it; undefined if it was not. Two rules ask
 * that of each row, and it is looked for in every page.
 */
export function passedOverIn(row: RowCase, file: CaseFile): PassedOver | undefined {
  if (!known.has(row)) known.set(row, findPassedOver(row, file));
  return known.get(row);
}

/** What of each walk had rows, and could be read. */
const pagesOf = onceForFile(
  ({ walks }) =>
    new Map(
      walks.map((walk) => [walk, walk.requests.filter((asked) => asked.rows !== null && isWhole(asked))]),
    ),
);

function findPassedOver(row: RowCase, file: CaseFile): PassedOver | undefined {
  const { source } = file.mapping;
  for (const walk of file.walks) {
    if (!isLast(walk, row, file)) continue;
    const read = pagesOf(file).get(walk) ?? [];
    for (const [index, next] of read.entries()) {
      const last = read[index - 1];
      if (
        last !== undefined &&
        isAheadOf(last, row.key, source) &&
        isBehind(next, row.key, source) &&
        isInRange(walk, last, row, source)
      )
        return { last, next };
    }
  }
  return undefined;
}
