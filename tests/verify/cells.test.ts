import { describe, expect, it } from '@jest/globals';
import {
  boolean,
  type ColumnType,
  date,
  decimal,
  double,
  integer,
  json,
  text,
  timestamp,
  type Value,
} from '../../fixtures/table.ts';
import type { Found } from '../../verify/destination.ts';
import { cellJudge } from '../../verify/values/cell.ts';
import type { CellVerdict } from '../../verify/values/loss.ts';

type Row = readonly [truth: Value, destination: string | undefined, found: Found, verdict: CellVerdict];

const NOON = '2025-12-31T12:00:00Z';

const TABLE: readonly (readonly [name: string, type: ColumnType, rows: readonly Row[]])[] = [
  [
    'text',
    text(),
    [
      ['a', 'VARCHAR', 'a', 'equal'],
      ['a', 'VARCHAR', 'A', 'different'],
      ['a', 'VARCHAR', null, 'different'],
      [null, 'VARCHAR', null, 'equal'],
      [null, 'VARCHAR', '', 'different'],
      [null, undefined, '', 'equal'],
      ['', undefined, null, 'equal'],
      ['', 'VARCHAR', null, 'empty text'],
      ['-007', 'BIGINT', -7, 'form'],
      ['-007', 'VARCHAR', '-7', 'form'],
      ['7', 'BIGINT', 7, 'equal'],
      ['12345678901234567890', 'BIGINT', 12345678901234567890n, 'equal'],
      ['7', 'BIGINT', 8, 'different'],
      ['1.50', 'DOUBLE', 1.5, 'form'],
      ['1.5', 'DOUBLE', 1.5, 'equal'],
      ['t', 'BOOLEAN', true, 'form'],
      ['true', 'BOOLEAN', true, 'equal'],
      ['TRUE', 'BOOLEAN', true, 'form'],
      ['f', 'BIGINT', 0, 'form'],
      ['t', 'BOOLEAN', false, 'different'],
      ['2025-12-31', 'DATE', '2025-12-31', 'equal'],
      ['2025-12-31', 'DATE', new Date('2025-12-31'), 'equal'],
      [NOON, 'TIMESTAMP WITH TIME ZONE', '2025-12-31 13:00:00+01', 'equal'],
      ['a\0b', 'VARCHAR', 'ab', 'null characters'],
      ['a', 'JSON', '"a"', 'equal'],
      ['a', 'BLOB', Buffer.from('a'), 'equal'],
      ['no number', 'BIGINT', 0, 'different'],
      ['', 'BIGINT', 0, 'different'],
    ],
  ],
  [
    'integer',
    integer(64),
    [
      [7, 'BIGINT', 7, 'equal'],
      [7, 'BIGINT', 7n, 'equal'],
      [7, 'VARCHAR', '7', 'equal'],
      [7, 'DOUBLE', 7, 'equal'],
      [7, 'DECIMAL(10,2)', '7.00', 'equal'],
      [7, 'BIGINT', 8, 'different'],
      [7, 'BIGINT', null, 'different'],
      [16_777_217, 'FLOAT', 16_777_216, 'single'],
      [16_777_217, 'BIGINT', 16_777_218, 'different'],
      [null, 'BIGINT', 0, 'different'],
    ],
  ],
  [
    'decimal',
    decimal(12, 3),
    [
      ['19.990', 'DECIMAL(12,3)', '19.990', 'equal'],
      ['19.990', 'DECIMAL(12,2)', '19.99', 'equal'],
      ['19.990', 'DOUBLE', 19.99, 'equal'],
      ['19.990', 'VARCHAR', '19.99', 'equal'],
      ['19.990', 'FLOAT', Math.fround(19.99), 'single'],
      ['19.990', 'DOUBLE', Math.fround(19.99), 'single'],
      ['19.995', 'DECIMAL(12,2)', '20.00', 'scale'],
      ['-19.995', 'DECIMAL(12,2)', '-20.00', 'scale'],
      ['0.005', 'DECIMAL(12,2)', '0.01', 'scale'],
      ['0.004', 'DECIMAL(12,2)', '0.00', 'scale'],
      ['19.995', 'DECIMAL(12,2)', '19.99', 'different'],
      ['12345.000', 'DECIMAL(6,2)', null, 'digits'],
      ['1234.000', 'DECIMAL(6,2)', null, 'different'],
      ['0.000', 'DECIMAL(12,3)', '0', 'equal'],
      ['19.990', 'DOUBLE', 19.98, 'different'],
      ['9007199254740993.001', 'DOUBLE', 9007199254740994, 'digits'],
    ],
  ],
  [
    'double',
    double,
    [
      [0.1, 'DOUBLE', 0.1, 'equal'],
      [0.1, 'FLOAT', Math.fround(0.1), 'single'],
      [0.1, 'FLOAT', 0.1, 'equal'],
      [0.1, 'VARCHAR', '0.1', 'equal'],
      [0.1, 'DOUBLE', 0.2, 'different'],
      [0.15, 'DECIMAL(3,1)', '0.2', 'scale'],
      [0.1, 'DOUBLE', null, 'different'],
    ],
  ],
  [
    'boolean',
    boolean,
    [
      [true, 'BOOLEAN', true, 'equal'],
      [true, 'BIGINT', 1, 'equal'],
      [false, 'VARCHAR', 'false', 'equal'],
      [false, 'BOOLEAN', null, 'different'],
      [false, 'BOOLEAN', true, 'different'],
      [true, 'VARCHAR', 'yes', 'different'],
    ],
  ],
  [
    'date',
    date,
    [
      ['2025-12-31', 'DATE', '2025-12-31', 'equal'],
      ['2025-12-31', 'TIMESTAMP', '2025-12-31T00:00:00', 'equal'],
      ['2025-12-31', 'TIMESTAMP', '2025-12-31T01:00:00', 'different'],
      ['2025-12-31', 'DATE', null, 'different'],
      ['2025-12-31', 'VARCHAR', '31.12.2025', 'different'],
    ],
  ],
  [
    'timestamp',
    timestamp,
    [
      [NOON, 'TIMESTAMP WITH TIME ZONE', new Date(NOON), 'equal'],
      [NOON, 'TIMESTAMP WITH TIME ZONE', '2025-12-31T12:00:00Z', 'equal'],
      [NOON, 'TIMESTAMP WITH TIME ZONE', '2025-12-31 12:00:00+00:00', 'equal'],
      [NOON, 'TIMESTAMP WITH TIME ZONE', '2025-12-31 17:45:00+0545', 'equal'],
      [NOON, 'TIMESTAMP', '2025-12-31T12:00:00.000000', 'equal'],
      [NOON, 'TIMESTAMP', '2025-12-31T12:00:00.500', 'different'],
      [NOON, 'TIMESTAMP', '2025-12-31T13:00:00', 'different'],
      [NOON, 'DATE', '2025-12-31', 'time of day'],
      [NOON, 'DATE', '2025-12-30', 'different'],
      [NOON, 'VARCHAR', 'yesterday', 'different'],
      ['0099-01-01T00:00:00Z', 'TIMESTAMP', '0099-01-01T00:00:00', 'equal'],
      ['+010000-01-01T00:00:00Z', 'VARCHAR', '+010000-01-01T00:00:00Z', 'equal'],
    ],
  ],
  [
    'json',
    json,
    [
      [{ a: 1, b: [true, null] }, 'JSON', '{"b": [true, null], "a": 1.0}', 'equal'],
      [{ a: 1, b: [true, null] }, 'JSON', { a: 1, b: [true, null] }, 'equal'],
      [{ a: 1 }, 'VARCHAR', '{"a":1}', 'equal'],
      [{ a: 1 }, 'JSON', '{"a":2}', 'different'],
      [{ a: 1 }, 'JSON', '{"a":1,"b":null}', 'different'],
      [[1, 2], 'JSON', '[2,1]', 'different'],
      [[1], 'JSON', '{"0":1}', 'different'],
      [{ a: 1 }, 'VARCHAR', "{'a': 1}", 'different'],
      [{ a: 1 }, 'JSON', null, 'different'],
    ],
  ],
];

describe.each(TABLE)('%s', (_name, type, rows) => {
  it.each(rows)('%p in %s as %p is %s', (truth, destination, found, verdict) => {
    expect(cellJudge({ name: 'value', type }, destination)(truth, found)).toBe(verdict);
  });
});
