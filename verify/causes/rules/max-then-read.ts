import { evidenceOf, type FindCause } from '../cause.ts';
import { firstPassing, rowCaseOf } from '../row-case.ts';
import { isAggregate } from '../statements.ts';
import { verdictOf } from '../verdict.ts';

const MAX = /\bmax\s*\(/i;

/** The cursor and the rows were read by two statements, and these rows came in between. */
export const maxThenRead: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const passing = row && firstPassing(row);
  const [first] = passing?.requests ?? [];
  if (!row || !first) return undefined;
  const before = (file.asked ?? []).filter(
    ({ number, operation }) => operation === 'query' && number < first.number,
  );
  const bound = before.findLast(({ target }) => MAX.test(target ?? ''));
  const read = before.findLast(({ target }) => !isAggregate(target ?? ''));
  if (!bound || !read) return undefined;
  const [earlier, later] = bound.number < read.number ? [bound, read] : [read, bound];
  if (earlier.at >= row.seenFrom || later.at < row.seenFrom) return undefined;
  return {
    name: 'max-then-read',
    verdict: verdictOf(difference, file),
    advice: 'Read the cursor and the rows in one statement, or in one transaction with REPEATABLE READ.',
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
