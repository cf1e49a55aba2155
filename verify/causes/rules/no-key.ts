import type { DestinationTable } from '../../destination.ts';
import { isSystemColumn } from '../../mapping/system-columns.ts';
import type { FindCause } from '../cause.ts';
import { lastServing } from './served-and-lost.ts';

/** A table without a key takes every version of a row, and every repetition, for another row; older versions stay in it. */
export const noKey: FindCause = (difference, file) => {
  const { kind } = difference;
  const { table, source } = file.mapping;
  if (table.key.some((name) => !isSystemColumn(name))) return undefined;
  const isLeft = kind === 'stale' && !isMerged(table) && lastServing(difference, file) !== undefined;
  if (kind !== 'duplicated' && !isLeft) return undefined;
  return {
    name: 'no-key',
    verdict: 'permanent',
    advice: `Declare the primary key of ${table.name} in schema(): ${source.key.join(', ')}.`,
    evidence: [],
  };
};

/** Loaders other than Fivetran's merge by keys that their tables do not declare. */
function isMerged({ columns }: DestinationTable): boolean {
  return columns.some(({ name }) => isSystemColumn(name) && !name.startsWith('_fivetran_'));
}
