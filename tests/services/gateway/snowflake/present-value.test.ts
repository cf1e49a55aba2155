import { describe, expect, it } from '@jest/globals';
import { shownName } from '../../../../services/gateway/snowflake/identifier.ts';
import { presentValue } from '../../../../services/gateway/snowflake/present-value.ts';
import type { QueryField, Row } from '../../../../services/gateway/snowflake/query.ts';
import { countScales, type RowType, rowTypesOf } from '../../../../services/gateway/snowflake/row-type.ts';

describe('a value in a JSON result', () => {
  it.each([
    ['text', null, null],
    ['text', '', ''],
    ['boolean', 't', '1'],
    ['boolean', 'f', '0'],
    ['fixed', '-12.50', '-12.50'],
    ['fixed', 'NaN', null],
    ['real', '1299.99', '1299.99'],
    ['date', '2024-10-04', '20000'],
    ['date', '1969-12-31', '-1'],
    ['date', 'infinity', null],
    ['timestamp_ntz', '2025-01-01 00:00:00.5', '1735689600.500000000'],
    ['timestamp_ntz', '1969-12-31 23:59:59.25', '-0.750000000'],
    ['timestamp_ntz', '-infinity', null],
    ['timestamp_tz', '2025-01-01 00:00:00.5+00', '1735689600.500000000 1440'],
    ['timestamp_tz', '2025-01-01 05:30:00+05:30', '1735689600.000000000 1770'],
    ['timestamp_tz', '2024-12-31 16:00:00-08', '1735689600.000000000 960'],
    ['time', '00:01:02.5', '62.500000000'],
    ['variant', '{"a": 1}', '{"a": 1}'],
    ['binary', '\\xdeadbeef', 'DEADBEEF'],
  ] as const)('of type %s, %j, is %j', (type, text, expected) => {
    expect(presentValue(type, text)).toBe(expected);
  });
});

interface Result {
  readonly fields: readonly QueryField[];
  readonly rows: readonly Row[];
}

/** The columns of a whole result. */
function columnsOf({ fields, rows }: Result): RowType[] {
  const scales = fields.map(() => 0);
  for (const row of rows) countScales(scales, row);
  return rowTypesOf(fields, shownName, scales);
}

describe('a column of a result', () => {
  const field = (type: string) => ({
    fields: [{ name: 'amount', type }],
    rows: [['1.5'], [null], ['2.125'], ['3']],
  });

  it.each([
    ['int4', 'fixed', 0],
    ['numeric', 'fixed', 3],
    ['float8', 'real', null],
    ['varchar', 'text', null],
    ['int4[]', 'array', null],
    ['uuid', 'text', null],
    ['timestamptz', 'timestamp_tz', 9],
    ['jsonb', 'variant', null],
  ])('of PostgreSQL type %s is %s with scale %p', (postgresType, type, scale) => {
    const result = postgresType === 'int4' ? { ...field('int4'), rows: [['1']] } : field(postgresType);
    expect(columnsOf(result)).toMatchObject([{ name: 'AMOUNT', type, scale, nullable: true }]);
  });

  it.each<[string, object, object]>([
    ['numeric', { digits: { precision: 10, scale: 2 } }, { precision: 10, scale: 2, length: null }],
    ['numeric', {}, { precision: 38, scale: 3 }],
    ['varchar', { characters: 10 }, { length: 10, byteLength: 40, precision: null }],
    ['varchar', { characters: 10_000_000 }, { length: 10_000_000, byteLength: 16_777_216 }],
    ['text', {}, { length: 16_777_216, byteLength: 16_777_216 }],
    ['bytea', {}, { length: 8_388_608, byteLength: 8_388_608 }],
    ['time', {}, { precision: 0, scale: 9 }],
    ['jsonb', {}, { length: null, byteLength: null }],
  ])('of PostgreSQL type %s with %j has the size %j', (postgresType, size, expected) => {
    const { fields, rows } = field(postgresType);
    const result = { fields: fields.map((each) => ({ ...each, ...size })), rows };
    expect(columnsOf(result)).toMatchObject([expected]);
  });
});

describe('an array', () => {
  it.each([
    ['{}', 'int4', '[]'],
    ['{1,-2,NULL}', 'int4', '[1,-2,null]'],
    ['{1.50,NaN}', 'numeric', '[1.50,"NaN"]'],
    ['{{1,2},{3,4}}', 'int8', '[[1,2],[3,4]]'],
    ['[0:1]={1,2}', 'int4', '[1,2]'],
    ['{t,f}', 'bool', '[true,false]'],
    ['{a,"b c","NULL",NULL,"",12}', 'text', '["a","b c","NULL",null,"","12"]'],
    [
      String.raw`{"say \"hi\"","{1,2}","back\\slash"}`,
      'text',
      String.raw`["say \"hi\"","{1,2}","back\\slash"]`,
    ],
    [String.raw`{"{\"a\": 1}"}`, 'jsonb', '[{"a": 1}]'],
    ['{2026-01-02}', 'date', '["2026-01-02"]'],
  ])('%s of %s is %s', (text, element, expected) => {
    expect(presentValue('array', text, `${element}[]`)).toBe(expected);
    expect(() => JSON.parse(expected)).not.toThrow();
  });
});
