import { describe, expect, it } from '@jest/globals';
import { presentValue } from '../../../../services/gateway/snowflake/present-value.ts';
import { rowTypesOf } from '../../../../services/gateway/snowflake/row-type.ts';

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
    ['_int4', 'text', null],
    ['timestamptz', 'timestamp_tz', 9],
    ['jsonb', 'variant', null],
  ])('of PostgreSQL type %s is %s with scale %p', (postgresType, type, scale) => {
    const result = postgresType === 'int4' ? { ...field('int4'), rows: [['1']] } : field(postgresType);
    expect(rowTypesOf(result, 'capitals')).toMatchObject([{ name: 'AMOUNT', type, scale, nullable: true }]);
  });

  it('keeps its name in SHOW, and where somebody quoted it', () => {
    const result = {
      fields: [
        { name: 'amount', type: 'text' },
        { name: 'Amount', type: 'text' },
      ],
      rows: [],
    };
    expect(rowTypesOf(result, 'as stored').map(({ name }) => name)).toEqual(['amount', 'Amount']);
    expect(rowTypesOf(result, 'capitals').map(({ name }) => name)).toEqual(['AMOUNT', 'Amount']);
  });
});
