import type { Asked } from '../../verify/causes/asked.ts';
import { sinceOf } from '../../verify/causes/asked.ts';
import { type FindConduct, lastSyncOf, noted } from './conduct-file.ts';

/** A sync that reads so much of a table again is no incremental one. */
const MOST = 0.9;

/** A last sync that asks for what is new and gets as good as everything. */
export const overFetch: FindConduct = (file) => {
  const requests = lastSyncOf(file).filter((one) => one.rows !== null);
  const [first] = requests.filter((one) => sinceOf(one) !== undefined);
  const size = Math.max(0, ...file.report.tables.map((table) => (table.source === null ? 0 : table.rows)));
  const served = requests.reduce((sum, one) => sum + rowsOf(one), 0);
  if (first === undefined || served < size * MOST) return undefined;
  return {
    what: `${served} rows were read again of ${size}`,
    advice: 'Go on from the cursor of the last sync, a little before it.',
    evidence: [noted(first, 'asked for what is new since a time before all rows')],
  };
};

/** Of an answer in another order, its places do not tell how many rows it had. */
function rowsOf({ rows }: Asked): number {
  return rows?.order === 'updatedAt' ? rows.last - rows.first + 1 : 0;
}
