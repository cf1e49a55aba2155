import type { WorldTable } from '../../fixtures/world-table.ts';
import { versionsBefore } from '../compare/versions.ts';
import type { DestinationColumn, Found } from '../destination.ts';
import { cellJudge } from '../values/cell.ts';
import { presentValue } from '../values/present-value.ts';
import type { Pair } from './find-keys.ts';
import type { ColumnMatch } from './match-columns.ts';
import type { ColumnFault } from './table-mapping.ts';

const FEWEST_ROWS = 2;
const MOST_ROWS = 10;

/** What is wrong with a column of a known name that has none of the source's values, not even old ones. */
export function columnFault(
  { place, source, equal, holds }: ColumnMatch,
  column: DestinationColumn,
  pairs: readonly Pair[],
  table: WorldTable,
): ColumnFault | undefined {
  // Every value of a volatile column is judged by the time that it tells.
  if (equal > 0 || pairs.length < FEWEST_ROWS || source.isVolatile) return undefined;
  const judge = cellJudge(source, column.type);
  const wasEver = pairs.slice(0, MOST_ROWS).some(({ found, truth, key }) => {
    const value = found[place] as Found;
    if (judge(truth.values[source.name] ?? null, value) !== 'different') return true;
    return [...versionsBefore(table, truth, key)].some(
      ({ values }) => judge(values[source.name] ?? null, value) !== 'different',
    );
  });
  if (wasEver) return undefined;
  const values = new Set(pairs.map(({ found }) => presentValue(found[place])));
  const [first = ''] = values;
  if (holds) return { kind: 'other column', holds: holds.name };
  if (values.size > 1) return { kind: 'foreign', holds: first };
  return { kind: first === 'NULL' ? 'null' : 'constant', holds: first };
}
