import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type BasicType,
  ByteWriter,
  ParquetWriter,
  parquetWriteBuffer,
  type SchemaElement,
} from 'hyparquet-writer';
import type { Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { contentOf, onlyTable, rowsOf } from './rows-of.ts';

/** Writes with DuckDB, as many do. */
async function copy(query: string, file: string, options = ''): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'; COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
}

async function read(place: string) {
  await using destination = await openDestination({ kind: 'parquet', place });
  const table = await onlyTable(destination);
  return {
    name: table.name,
    types: table.columns.map(({ type }) => type),
    count: await table.count(),
    rows: await rowsOf(table),
  };
}

/** A value in SQL, the type of the column, and what it is here. */
const VALUES: readonly [sql: string, type: string, found: Found][] = [
  ['true', 'BOOLEAN', true],
  ['(-128)::TINYINT', 'INTEGER(8, signed)', -128],
  ['7::SMALLINT', 'INTEGER(16, signed)', 7],
  ['7::INTEGER', 'INTEGER(32, signed)', 7],
  ['4294967295::UINTEGER', 'INTEGER(32, unsigned)', 4294967295],
  ['9007199254740991::BIGINT', 'INTEGER(64, signed)', 9007199254740991],
  ['9007199254740993::BIGINT', 'INTEGER(64, signed)', 9007199254740993n],
  ['(-9223372036854775808)::BIGINT', 'INTEGER(64, signed)', -9223372036854775808n],
  ['18446744073709551615::UBIGINT', 'INTEGER(64, unsigned)', 18446744073709551615n],
  ['19.99::FLOAT', 'FLOAT', 19.989999771118164],
  ['19.99::DOUBLE', 'DOUBLE', 19.99],
  ['1e-320::DOUBLE', 'DOUBLE', 1e-320],
  ["'nan'::DOUBLE", 'DOUBLE', Number.NaN],
  ['1.5::DECIMAL(4,2)', 'DECIMAL(4,2)', '1.50'],
  ['(-0.05)::DECIMAL(9,4)', 'DECIMAL(9,4)', '-0.0500'],
  ['19.99::DECIMAL(18,4)', 'DECIMAL(18,4)', '19.9900'],
  ['(-1234567890123456789.0123456789)::DECIMAL(38,10)', 'DECIMAL(38,10)', '-1234567890123456789.0123456789'],
  ['7::DECIMAL(5,0)', 'DECIMAL(5,0)', '7'],
  ["''", 'STRING', ''],
  ["'é😀,\"'", 'STRING', 'é😀,"'],
  ["'a'::ENUM('a', 'b')", 'STRING', 'a'],
  [`'{"a": 9007199254740993}'::JSON`, 'JSON', '{"a": 9007199254740993}'],
  ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID", 'UUID', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ["'2026-01-31'::DATE", 'DATE', '2026-01-31'],
  ["'0999-12-31'::DATE", 'DATE', '0999-12-31'],
  ["'2026-01-31 01:02:03.123456'::TIMESTAMP", 'TIMESTAMP(MICROS)', '2026-01-31T01:02:03.123456'],
  ["'2026-01-31 01:02:03.1'::TIMESTAMP", 'TIMESTAMP(MICROS)', '2026-01-31T01:02:03.1'],
  ["'1969-12-31 23:59:59.999999'::TIMESTAMP", 'TIMESTAMP(MICROS)', '1969-12-31T23:59:59.999999'],
  ["'2026-01-31 01:02:03.123'::TIMESTAMP_MS", 'TIMESTAMP(MILLIS)', '2026-01-31T01:02:03.123'],
  ["'2026-01-31 01:02:03.123456789'::TIMESTAMP_NS", 'TIMESTAMP(NANOS)', '2026-01-31T01:02:03.123456789'],
  ["'1969-12-31 23:59:59.999999999'::TIMESTAMP_NS", 'TIMESTAMP(NANOS)', '1969-12-31T23:59:59.999999999'],
  ["'2026-01-31 01:02:03.123456+02'::TIMESTAMPTZ", 'TIMESTAMP(MICROS, UTC)', '2026-01-30T23:02:03.123456Z'],
  ["'0999-12-31 00:00:00+00'::TIMESTAMPTZ", 'TIMESTAMP(MICROS, UTC)', '0999-12-31T00:00:00Z'],
  ["'01:02:03.5'::TIME", 'TIME(MICROS)', '01:02:03.5'],
  ["'\\x00\\xFFab'::BLOB", 'BYTE_ARRAY', new Uint8Array([0, 255, 97, 98])],
  ['[1, 2]::INTEGER[]', 'LIST', '[1,2]'],
  ["{'a': 9007199254740993::BIGINT, 'b': 'x'}", 'STRUCT', '{"a":"9007199254740993","b":"x"}'],
];

describe('a file of Parquet', () => {
  describe('gives', () => {
    let columns: (string | undefined)[];
    let rows: Found[][];

    beforeAll(async () => {
      await using folder = await temporaryDirectory();
      const file = path.join(folder.path, 'values.parquet');
      const values = VALUES.map(([sql], index) => `${sql} AS c${index}`).join();
      const nulls = VALUES.map(() => 'NULL').join();
      await copy(`SELECT ${values} UNION ALL SELECT ${nulls}`, file);
      const { types, rows: found } = await read(file);
      [columns, rows] = [types, found];
    });

    it.each(VALUES.map((value, index) => [...value, index] as const))(
      '%s %s as %p',
      (_, type, found, index) => {
        expect(columns[index]).toBe(type);
        expect(rows.map((row) => row[index])).toEqual([found, null]);
      },
    );
  });

  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])('packed by %s', async (codec) => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'people.parquet');
    await copy(
      "SELECT range AS id, 'name ' || (range % 100) AS name FROM range(3000)",
      file,
      `, COMPRESSION ${codec}`,
    );
    const { rows, count } = await read(file);
    expect(count).toBe(3000);
    expect(rows).toEqual(Array.from({ length: 3000 }, (_, id) => [id, `name ${id % 100}`]));
  });

  it.each([
    ['one row group', 200_000],
    ['many row groups', 2048],
  ])('of %s gives each row once, in order', async (_, size) => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'people.parquet');
    await copy(
      'SELECT range AS id, CASE WHEN range % 3 > 0 THEN range::VARCHAR END AS text FROM range(200000)',
      file,
      `, ROW_GROUP_SIZE ${size}`,
    );
    await using destination = await openDestination({ kind: 'parquet', place: file });
    let next = 0;
    for await (const rows of (await onlyTable(destination)).batches()) {
      expect(rows.length).toBeLessThanOrEqual(4096);
      const wrong = rows.find(([id, text], index) => {
        const expected = next + index;
        return id !== expected || text !== (expected % 3 > 0 ? String(expected) : null);
      });
      expect(wrong).toBeUndefined();
      next += rows.length;
    }
    expect(next).toBe(200_000);
  });

  /** Types as writers of before 2018 said them, and one that DuckDB does not write. */
  const FORMER: readonly [element: Partial<SchemaElement>, value: unknown, type: string, found: Found][] = [
    [
      { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
      new Date('2026-01-31T01:02:03.120Z'),
      'TIMESTAMP(MILLIS, UTC)',
      '2026-01-31T01:02:03.12Z',
    ],
    [{ type: 'BYTE_ARRAY', converted_type: 'UTF8' }, 'x', 'STRING', 'x'],
    [{ type: 'INT32', converted_type: 'DATE' }, new Date('2026-01-31T00:00:00Z'), 'DATE', '2026-01-31'],
    [{ type: 'INT32' }, 7, 'INT32', 7],
  ];

  it.each(FORMER)('%j of %p', async (element, value, type, found) => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'people.parquet');
    const writer = new ByteWriter();
    const schema: SchemaElement[] = [
      { name: 'root', num_children: 1 },
      { name: 'a', repetition_type: 'OPTIONAL', ...element },
    ];
    const parquet = new ParquetWriter({ writer, schema });
    await parquet.write({ columnData: [{ name: 'a', data: [value, null] }] });
    await parquet.finish();
    await writeFile(file, Buffer.from(writer.getBuffer()));
    expect(await read(file)).toMatchObject({ types: [type], count: 2, rows: [[found], [null]] });
  });

  it('of which several make a table, with the columns of all and those of their folders', async () => {
    await using folder = await temporaryDirectory();
    const write = async (name: string, columns: Record<string, [type: BasicType, ...values: unknown[]]>) => {
      const file = path.join(folder.path, name);
      await mkdir(path.dirname(file), { recursive: true });
      const columnData = Object.entries(columns).map(([column, [type, ...data]]) => ({
        name: column,
        type,
        data,
      }));
      await writeFile(file, Buffer.from(parquetWriteBuffer({ columnData })));
    };
    await write('people/day=2026-01-02/part-0001.parquet', { late: ['STRING', 'y'], id: ['INT32', 3] });
    await write('people/day=2026-01-01/part-0001.parquet', { id: ['INT32', 1, 2] });
    await write('people/day=__HIVE_DEFAULT_PARTITION__/part-0001.parquet', { id: ['INT32', 4] });
    await write('orders.parquet', { id: ['INT32', 9] });
    await using destination = await openDestination({ kind: 'parquet', place: folder.path });
    const tables = await destination.tables();
    expect(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual([
      ['orders', ['id']],
      ['people', ['id', 'day', 'late']],
    ]);
    expect(await contentOf(destination)).toEqual({
      orders: [[9]],
      people: [
        [4, null, null],
        [1, '2026-01-01', null],
        [2, '2026-01-01', null],
        [3, '2026-01-02', 'y'],
      ],
    });
  });

  it.each([
    ['empty', (bytes: Buffer) => bytes.subarray(0, 0)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['no Parquet', () => Buffer.from('id,name\n'.repeat(100))],
    [
      'damaged within',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(40, 0xff), bytes.subarray(44)]),
    ],
  ])('that is %s is refused', async (_, damaged) => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'people.parquet');
    await copy("SELECT range AS id, 'name ' || range AS name FROM range(1000)", file);
    await writeFile(file, damaged(await readFile(file)));
    await expect(read(file)).rejects.toMatchObject({
      code: 'ERR_CANNOT_COMPARE',
      message: expect.stringContaining(`${file} cannot be read: `),
    });
  });
});
