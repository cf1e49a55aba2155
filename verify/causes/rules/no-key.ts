import { isSystemColumn } from '../../mapping/system-columns.ts';
import type { FindCause } from '../cause.ts';

/** A table without a key takes every version of a row, and every repetition, for another row. */
export const noKey: FindCause = ({ kind }, { mapping: { table, source } }) => {
  if (kind !== 'duplicated' || table.key.some((name) => !isSystemColumn(name))) return undefined;
  return {
    name: 'no-key',
    verdict: 'permanent',
    advice: `Declare the primary key of ${table.name} in schema(): ${source.key.join(', ')}.`,
    evidence: [],
  };
};
