import { isOfColumn } from './column-findings.ts';
import type { Finding } from './report.ts';
import { shownVerdict } from './shown-verdict.ts';

/** A finding in one line without its cause: `7 rows of tester.user missing: permanently lost`. */
export function titleOf({ table, kind, count, verdict }: Finding): string {
  if (isOfColumn(kind)) return `${table}: ${kind === 'loss' ? 'a type loses values' : 'a column is wrong'}`;
  return `${count} ${count === 1 ? 'row' : 'rows'} of ${table} ${kind}: ${shownVerdict(verdict)}`;
}
