import type { ColumnType, Row, Value } from '../../fixtures/table.ts';
import { isoDay, isoSeconds } from '../../fixtures/timeline.ts';
import type { Found } from '../destination.ts';
import { instantOf } from '../values/instant.ts';
import type { KeyPlace } from './table-mapping.ts';

const WHOLE = /^-?\d{1,16}$/;

/** What a destination holds as a source would write it in a key; undefined where the source has no such values. */
function keyValue(found: Found | undefined, { kind }: ColumnType): Value | undefined {
  if (found === null || found === undefined) return undefined;
  switch (kind) {
    case 'integer':
      return wholeNumberOf(found);
    case 'text':
      return typeof found === 'object' || typeof found === 'boolean' ? undefined : String(found);
    case 'boolean':
      return booleanOf(found);
    case 'date': {
      const time = instantOf(found);
      return time === undefined ? undefined : isoDay(time);
    }
    case 'timestamp': {
      const time = instantOf(found);
      return time === undefined ? undefined : isoSeconds(time);
    }
    default:
      return undefined;
  }
}

/** The key of a row; undefined where it has none that the source could have. */
export function keyOf(row: readonly Found[], key: readonly KeyPlace[]): Row | undefined {
  const values: { [column: string]: Value } = {};
  for (const { place, column } of key) {
    const value = keyValue(row[place], column.type);
    if (value === undefined) return undefined;
    values[column.name] = value;
  }
  return values;
}

function wholeNumberOf(found: Found): number | undefined {
  if (typeof found === 'number') return Number.isSafeInteger(found) ? found : undefined;
  if (typeof found === 'bigint') return Number(found);
  return typeof found === 'string' && WHOLE.test(found) ? Number(found) : undefined;
}

function booleanOf(found: Found): boolean | undefined {
  const text = String(found).toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
