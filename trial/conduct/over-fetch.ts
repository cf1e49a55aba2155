import { hasNoPages, tableOf } from '../../verify/causes/api-routes.ts';
import type { Asked } from '../../verify/causes/asked.ts';
import { sinceOf } from '../../verify/causes/asked.ts';
import { type FindConduct, lastSyncOf, noted } from './conduct-file.ts';

/** A sync that reads so much of a table again is no incremental one. */
const MOST = 0.9;

/** A last sync that asks for what is new and gets as good as everything. */
export const overFetch: FindConduct = (file) => {
  for (const table of file.report.tables) {
    if (table.source === null) continue;
    const requests = lastSyncOf(file).filter((one) => one.rows !== null && tableOf(one) === table.source);
    const first = requests.find((one) => sinceOf(one) !== undefined);
    const served = requests.reduce((sum, one) => sum + rowsOf(one), 0);
    if (first === undefined || served < table.rows * MOST) continue;
    return {
      what: `${served} rows were read again of ${table.rows}`,
      advice: 'Go on from the cursor of the last sync, a little before it.',
      evidence: [noted(first, 'asked for what is new since a time before all rows')],
    };
  }
  return undefined;
};

/** Of an answer in another order, or without pages, its places do not tell how many rows it had. */
function rowsOf(asked: Asked): number {
  const { rows } = asked;
  return rows?.order === 'updatedAt' && !hasNoPages(asked) ? rows.last - rows.first + 1 : 0;
}
