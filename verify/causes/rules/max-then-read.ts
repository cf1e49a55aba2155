import type { Asked } from '../asked.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { highestIn } from '../highest-served.ts';
import { firstPassing, rowCaseOf } from '../row-case.ts';
import { isAggregate } from '../statements.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';

/** Of a time of change; that of a key is no cursor by which rows are passed over. */
const MAX = /\bmax\s*\(\s*"?[\w.]*(?:updat|modif|chang)/i;

/** The cursor and the rows were read by two requests, and these rows came in between. */
export const maxThenRead: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  const [first] = passing?.requests ?? [];
  if (!row || !first) return undefined;
  const before = (file.asked ?? []).filter(({ number }) => number < first.number);
  const { source } = file.mapping;
  const bound = before.findLast(
    (asked) =>
      readsCursor(asked) && (asked.rows === null || highestIn(asked, source) === passing?.bound.time),
  );
  const read = before.findLast((asked) => isWhole(asked) && !readsCursor(asked));
  if (!bound || !read) return undefined;
  const [earlier, later] = bound.number < read.number ? [bound, read] : [read, bound];
  if (earlier.at >= row.seenFrom || later.at < row.seenFrom) return undefined;
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

/** A statement for the newest time, or an answer with one row, from which it is taken. */
function readsCursor(asked: Asked): boolean {
  if (asked.operation === 'query') return isAggregate(asked.target ?? '') && MAX.test(asked.target ?? '');
  return asked.rows !== null && asked.rows.first === asked.rows.last && isWhole(asked);
}
