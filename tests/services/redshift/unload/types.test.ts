import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { connected } from '../with-door.ts';
import { arrayBufferOf, bytesOf, type DoorWithStore, ROLE, startDoorWithStore } from './with-store.ts';

let door: DoorWithStore;
let unloads = 0;

beforeAll(async () => {
  door = await startDoorWithStore();
});

afterAll(() => door.stop());

/** Runs a query, and gives the one file that it becomes. */
async function unload(query: string, settings = ''): Promise<ArrayBuffer> {
  unloads += 1;
  const prefix = `types/${unloads}/`;
  const to = `s3://${door.s3.endpoints.bucket}/${prefix}`;
  await connected(door.endpoints, async (client) => {
    await client.query(settings);
    await client.query(`UNLOAD ($q$${query}$q$) TO '${to}' ${ROLE} PARQUET`);
  });
  return arrayBufferOf(await bytesOf(door.s3, `${prefix}0000_part_00.parquet`));
}

/** A query of one column of a type, with the values that PostgreSQL reads from texts. */
function columnOf(type: string, texts: ReadonlyArray<string | null>): string {
  const values = texts.map((text) => (text === null ? '(NULL)' : `('${text}')`));
  return `SELECT x::${type} AS x FROM (VALUES ${values}) AS t (x)`;
}

async function valuesIn(file: ArrayBuffer, metadata = parquetMetadata(file)): Promise<unknown[]> {
  return (await parquetReadObjects({ file, metadata })).map(({ x }) => x);
}

/** What a DECIMAL counts, without the point: a reader in JavaScript makes a double of it. */
async function unitsIn(file: ArrayBuffer): Promise<unknown[]> {
  const metadata = parquetMetadata(file);
  for (const element of metadata.schema) delete element.converted_type;
  const numbers = await valuesIn(file, metadata);
  return numbers.map((number) => {
    if (!(number instanceof Uint8Array)) return number === null ? null : BigInt(number as number);
    return BigInt.asIntN(128, BigInt(`0x${Buffer.from(number).toString('hex')}`));
  });
}

const utc = (text: string) => new Date(`${text}Z`);

describe('a column of', () => {
  it.each<[string, ReadonlyArray<string | null>, object, unknown[]]>([
    ['boolean', ['true', 'false', null], { type: 'BOOLEAN' }, [true, false, null]],
    ['int2', ['32767', '-32768'], { type: 'INT32', converted_type: 'INT_16' }, [32_767, -32_768]],
    ['int4', ['2147483647', '-2147483648', null], { type: 'INT32' }, [2_147_483_647, -2_147_483_648, null]],
    [
      'int8',
      ['9223372036854775807', '-9223372036854775808'],
      { type: 'INT64' },
      [9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n],
    ],
    ['real', ['1.5', 'NaN', '-Infinity'], { type: 'FLOAT' }, [1.5, Number.NaN, -Infinity]],
    ['float8', ['0.1', 'NaN', null], { type: 'DOUBLE' }, [0.1, Number.NaN, null]],
    [
      'date',
      ['1970-01-01', '1969-12-31', '2026-02-28', '0001-01-01', '9999-12-31', null],
      { type: 'INT32', converted_type: 'DATE' },
      [
        utc('1970-01-01T00:00'),
        utc('1969-12-31T00:00'),
        utc('2026-02-28T00:00'),
        utc('0001-01-01T00:00'),
        utc('9999-12-31T00:00'),
        null,
      ],
    ],
    ['text', ['a', '', 'snow ☃ 🎿', null], { type: 'BYTE_ARRAY' }, ['a', '', 'snow ☃ 🎿', null]],
    ['varchar(20)', ['a'], { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, ['a']],
    ['char(3)', ['a'], { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, ['a  ']],
    ['jsonb', ['{"a":1}'], { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, ['{"a": 1}']],
    ['int[]', ['{1,2}'], { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, ['{1,2}']],
    ['int4', [null], { type: 'INT32' }, [null]],
  ])('%s with %j', async (type, texts, element, values) => {
    const file = await unload(columnOf(type, texts));
    expect(parquetMetadata(file).schema[1]).toMatchObject({
      name: 'x',
      repetition_type: 'OPTIONAL',
      ...element,
    });
    expect(await valuesIn(file)).toEqual(values);
  });

  it.each([
    ['timestamp', false],
    ['timestamptz', true],
  ])('%s, in microseconds', async (type, isAdjustedToUTC) => {
    const query = columnOf(type, ['2026-01-02 03:04:05.123456+00', '1950-01-01 00:00+00', null]);
    // Neither setting may change what is written.
    const file = await unload(query, "SET TimeZone = 'America/New_York'; SET DateStyle = 'German'");
    const logical_type = { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' };
    expect(parquetMetadata(file).schema[1]).toMatchObject({ type: 'INT64', logical_type });
    expect(await valuesIn(file)).toEqual([utc('2026-01-02T03:04:05.123'), utc('1950-01-01T00:00'), null]);
  });

  it.each<[string, string, object, bigint]>([
    ['numeric(5,2)', '123.45', { type: 'INT32', precision: 5, scale: 2 }, 12_345n],
    ['numeric(5,2)', '-0.1', { type: 'INT32', precision: 5, scale: 2 }, -10n],
    ['numeric(9,0)', '-999999999', { type: 'INT32', precision: 9, scale: 0 }, -999_999_999n],
    [
      'numeric(18,4)',
      '-12345678901234.5678',
      { type: 'INT64', precision: 18, scale: 4 },
      -123_456_789_012_345_678n,
    ],
    ['numeric(18,4)', '0.0001', { type: 'INT64', precision: 18, scale: 4 }, 1n],
    [
      'numeric(30,10)',
      '1234567.00001',
      { type: 'FIXED_LEN_BYTE_ARRAY', precision: 30, scale: 10 },
      12_345_670_000_100_000n,
    ],
    ['numeric(38,0)', `-${'9'.repeat(38)}`, { precision: 38, scale: 0, type_length: 16 }, 1n - 10n ** 38n],
    ['numeric(20,20)', '0.00000000000000000001', { precision: 20, scale: 20 }, 1n],
    ['numeric(6,-3)', '123456000', { type: 'INT32', precision: 9, scale: 0 }, 123_456_000n],
    ['numeric', '12.50', { type: 'FIXED_LEN_BYTE_ARRAY', precision: 38, scale: 2 }, 1250n],
    ['numeric', '10000', { precision: 38, scale: 0 }, 10_000n],
    ['numeric', '0', { precision: 38, scale: 0 }, 0n],
  ])('%s with %s', async (type, text, element, units) => {
    const file = await unload(columnOf(type, [text, null]));
    expect(parquetMetadata(file).schema[1]).toMatchObject({ converted_type: 'DECIMAL', ...element });
    expect(await unitsIn(file)).toEqual([units, null]);
  });

  it('sums has as many digits behind the point as the first rows show', async () => {
    const file = await unload(columnOf('numeric', ['1.5', '-2.125', '3', '1e-3']));
    expect(parquetMetadata(file).schema[1]).toMatchObject({ precision: 38, scale: 3 });
    expect(await unitsIn(file)).toEqual([1500n, -2125n, 3000n, 1n]);
  });
});

describe('a value that a type of Amazon Redshift cannot hold', () => {
  it.each([
    ["'infinity'::date", /out of range for DATE/],
    ["'-infinity'::timestamp", /out of range for TIMESTAMP/],
    ["'infinity'::timestamptz", /out of range for TIMESTAMPTZ/],
    ["'NaN'::numeric", /out of range for DECIMAL\(38, 0\)/],
    ['1e38::numeric', /out of range for DECIMAL\(38, 0\)/],
  ])('%s is refused', async (value, message) => {
    await expect(unload(`SELECT ${value} AS x`)).rejects.toMatchObject({
      code: '22003',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['SELECT 1::numeric(39,0) AS x', '22023', /precision 39 of column "x" must be between 1 and 38/],
    ['SELECT 1 AS x, 2 AS x', '42701', /column "x" specified more than once/],
    ['SELECT FROM generate_series(1, 3)', '42601', /needs a query with columns/],
  ])('is refused in %s', async (query, code, message) => {
    await expect(unload(query)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('in an encoding other than UTF-8 is refused', async () => {
    await expect(unload('SELECT 1 AS x', "SET client_encoding = 'LATIN1'")).rejects.toMatchObject({
      code: '0A000',
      message: 'UNLOAD needs client_encoding UTF8, but it is LATIN1',
    });
  });
});
