import { isOfPath } from '../api-routes.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { pathOf } from '../walks.ts';

const countPaths = onceForFile(({ asked = [] }) => new Set(asked.map(pathOf)).size);

/** Children are asked for by parent, and the parent of these was not. */
export const parentAndChild: FindCause = (difference, file) => {
  const row = rowCaseOf(difference, file);
  const values = difference.truth?.values;
  if (!row || !values || file.asked === undefined) return undefined;
  const isByParent = countPaths(file) > 1 && file.asked.some((one) => !isOfPath(one, values));
  if (!isByParent) return undefined;
  const since = row.walksSince.flatMap(({ requests }) => requests);
  const [other] = since;
  if (other === undefined || since.some((one) => isOfPath(one, values))) return undefined;
  return {
    name: 'parent-and-child',
    verdict: verdictOf(difference, file),
    advice:
      'Ask for the children of all parents, not only of those that have changed or are known from before.',
    evidence: [
      evidenceOf(other, 'asked for the children of another parent, and nobody for those of this one'),
    ],
  };
};
