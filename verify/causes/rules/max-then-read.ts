import type { Asked } from '../asked.ts';
import { type Bound, isJustAfter } from '../bound.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { highestIn } from '../highest-served.ts';
import { answeredAt } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { firstPassing, lastBefore, rowCaseOf } from '../row-case.ts';
import { isAggregate } from '../statements.ts';
import { syncOf } from '../syncs.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';

/** Of a time of change; that of a key is no cursor by which rows are passed over. */
const MAX = /\bmax\s*\(\s*"?[\w.]*(?:updat|modif|chang)/i;

/** The cursor and the rows were read by two requests, and these rows came in between. */
export const maxThenRead: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  if (!row || !passing) return undefined;
  const [first] = passing.requests;
  // A sync goes on from the cursor of one before it.
  const start = syncOf(first, file.syncs)?.requests[0] ?? first;
  const { source } = file.mapping;
  const bound = cursorsRead(file).findLast(
    (asked) =>
      asked.number < start.number && (asked.rows === null || isFrom(passing.bound, highestIn(asked, source))),
  );
  if (!bound) return undefined;
  // The rows were read before the cursor or after it.
  const pairs = [lastBefore(bound, file), lastBefore(start, file)].flatMap((read) => {
    if (!read) return [];
    return [bound.number < read.number ? ([bound, read] as const) : ([read, bound] as const)];
  });
  const apart = pairs.find(
    ([one, other]) => answeredAt(one) < row.seenFrom && answeredAt(other) >= row.seenFrom,
  );
  if (!apart) return undefined;
  const [earlier, later] = apart;
  return {
    name: 'max-then-read',
    verdict: verdictOf(difference, file),
    advice:
      'Take the cursor from the rows that were read, or read both in one transaction with REPEATABLE READ.',
    evidence: [
      evidenceOf(
        earlier,
        `read the ${earlier === bound ? 'cursor' : 'rows'} before these rows could be seen`,
      ),
      evidenceOf(later, `read the ${later === bound ? 'cursor' : 'rows'} after that`),
      evidenceOf(first, 'asked for later stamps'),
    ],
  };
};

/** Whether a walk goes on from a stamp: at it, or just after it. */
function isFrom(bound: Bound, stamp: number | undefined): boolean {
  return stamp !== undefined && (bound.time === stamp || isJustAfter(bound, stamp));
}

/** Statements for the newest time, or answers with one row, from which it is taken; oldest first. */
const cursorsRead = onceForFile(({ asked = [], looks }): readonly Asked[] => {
  const statements = asked.filter(
    ({ operation, target }) => operation === 'query' && isAggregate(target ?? '') && MAX.test(target ?? ''),
  );
  const rows = looks.flatMap(({ requests }) => requests).filter((one) => one.rows !== null && isWhole(one));
  return [...statements, ...rows].sort((one, other) => one.number - other.number);
});
