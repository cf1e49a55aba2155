import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { holdDuckdb, pythonWithDuckdb, writeDuckdb } from './duckdb-file.ts';
import { contentOf, onlyTable, rowsOf } from './rows-of.ts';

// The first run installs DuckDB for Python.
jest.setTimeout(200_000);

let python: string;

beforeAll(async () => {
  python = await pythonWithDuckdb();
});

const open = (file: string, reader: Reader) =>
  openDestination({ kind: 'duckdb', place: file, python: reader === 'Python' ? python : undefined });

const READERS = ['Python', 'the peer'] as const;
type Reader = (typeof READERS)[number];

/** A type, a value in SQL, and what it is here. */
const VALUES: readonly [type: string, sql: string, found: Found][] = [
  ['BOOLEAN', 'true', true],
  ['BOOLEAN', 'false', false],
  ['TINYINT', '-128', -128],
  ['SMALLINT', '7', 7],
  ['INTEGER', '-2147483648', -2147483648],
  ['UINTEGER', '4294967295', 4294967295],
  ['BIGINT', '9007199254740991', 9007199254740991],
  ['BIGINT', '9007199254740993', 9007199254740993n],
  ['BIGINT', '-9223372036854775808', -9223372036854775808n],
  ['HUGEINT', '170141183460469231731687303715884105727', 170141183460469231731687303715884105727n],
  ['FLOAT', '19.99', 19.989999771118164],
  ['FLOAT', "'-inf'", -Infinity],
  ['DOUBLE', '19.99', 19.99],
  ['DOUBLE', '1e-320', 1e-320],
  ['DOUBLE', "'nan'", Number.NaN],
  ['DOUBLE', "'inf'", Infinity],
  ['DECIMAL(18,4)', '1.5', '1.5000'],
  ['DECIMAL(38,10)', '1234567890123456789.0123456789', '1234567890123456789.0123456789'],
  ['VARCHAR', "''", ''],
  ['VARCHAR', "'null'", 'null'],
  ['VARCHAR', `E'a,b\\n"c"\\r\\n'';'`, `a,b\n"c"\r\n';`],
  ['VARCHAR', "'é😀'", 'é😀'],
  ['VARCHAR', "' -007 '", ' -007 '],
  ['DATE', "'2026-01-31'", '2026-01-31'],
  ['DATE', "'infinity'", 'infinity'],
  ['TIMESTAMP', "'2026-01-31 01:02:03.123456'", '2026-01-31T01:02:03.123456'],
  ['TIMESTAMP', "'2026-01-31 01:02:03'", '2026-01-31T01:02:03'],
  ['TIMESTAMP', "'0044-03-15 (BC) 00:00:00'", '0044-03-15 (BC) 00:00:00'],
  ['TIMESTAMP_NS', "'2026-01-31 01:02:03.123456789'", '2026-01-31T01:02:03.123456789'],
  ['TIMESTAMP WITH TIME ZONE', "'2026-01-31 01:02:03.123456+02'", '2026-01-30T23:02:03.123456Z'],
  ['TIMESTAMP WITH TIME ZONE', "'2026-07-31 01:02:03-07'", '2026-07-31T08:02:03Z'],
  ['TIMESTAMP WITH TIME ZONE', "'infinity'", 'infinity'],
  ['TIME', "'01:02:03.5'", '01:02:03.5'],
  ['BLOB', "'\\x00\\xFFab'", Buffer.from('\0\xffab', 'latin1')],
  ['BLOB', "''", Buffer.alloc(0)],
  ['JSON', `'{"a": [1, 9007199254740993]}'`, '{"a": [1, 9007199254740993]}'],
  ['INTEGER[]', '[1,2]', '[1,2]'],
  ['STRUCT(a INTEGER, b VARCHAR)', "{'a': 1, 'b': 'x,y'}", '{"a":1,"b":"x,y"}'],
  ['UUID', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ["ENUM('a(', 'b')", "'a('", 'a('],
];

describe.each(READERS)('a file of DuckDB, read by %s,', (reader) => {
  describe('gives', () => {
    let types: (string | undefined)[][];
    let rows: Record<string, Found[][]>;

    beforeAll(async () => {
      await using folder = await temporaryDirectory();
      const file = path.join(folder.path, 'warehouse.db');
      const tables = VALUES.map(
        ([type, sql], index) =>
          `CREATE TABLE t${index} (a ${type}, b ${type}); INSERT INTO t${index} VALUES (${sql}, NULL), (NULL, ${sql})`,
      );
      await writeDuckdb(python, file, tables.join(';'));
      await using destination = await open(file, reader);
      const found = new Map((await destination.tables()).map((table) => [table.name, table]));
      types = VALUES.map((_, index) => found.get(`main.t${index}`)?.columns.map(({ type }) => type) ?? []);
      rows = await contentOf(destination);
    });

    it.each(VALUES.map((value, index) => [...value, index] as const))(
      '%s %s as %p',
      (type, _sql, found, index) => {
        expect(types[index]).toEqual([type, type]);
        expect(rows[`main.t${index}`]).toEqual([
          [found, null],
          [null, found],
        ]);
      },
    );
  });

  it('gives floats to the last bit', async () => {
    const numbers = fc.sample(fc.double({ noDefaultInfinity: true, noNaN: true }), { numRuns: 500, seed: 1 });
    const singles = fc.sample(fc.float({ noDefaultInfinity: true, noNaN: true }), { numRuns: 500, seed: 1 });
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    const values = numbers.map((number, index) => `(${literal(number)}, ${literal(singles[index])})`);
    await writeDuckdb(
      python,
      file,
      `CREATE TABLE t (a DOUBLE, b FLOAT); INSERT INTO t VALUES ${values.join()}`,
    );
    await using destination = await open(file, reader);
    expect(await rowsOf(await onlyTable(destination))).toEqual(
      numbers.map((number, index) => [number, singles[index]]),
    );
  });

  it('has the tables of fivetran debug with their keys, and not its bookkeeping', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeDuckdb(python, file, DEBUG);
    const before = await digest(file);
    {
      await using destination = await open(file, reader);
      const tables = await destination.tables();
      expect(tables.map(({ name, key }) => [name, key])).toEqual([
        ['tester.no_key', []],
        ['tester.we"ird, name', ['second', 'First one']],
        ['tester_sales_eu.user', ['id']],
      ]);
      expect(await Promise.all(tables.map((table) => table.count()))).toEqual([0, 1, 5000]);
      expect(tables[2]?.columns.map(({ name }) => name)).toEqual([
        'id',
        '_fivetran_deleted',
        '_fivetran_synced',
      ]);
      const content = await contentOf(destination);
      expect(content['tester.no_key']).toEqual([]);
      expect(content['tester.we"ird, name']).toEqual([[1, 2]]);
      expect(content['tester_sales_eu.user']?.map(([id]) => id)).toEqual(
        Array.from({ length: 5000 }, (_, index) => index),
      );
    }
    expect(await digest(file)).toBe(before);
  });

  it('has all tables of a file that something else wrote', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeDuckdb(
      python,
      file,
      'CREATE TABLE t (a INTEGER); CREATE SCHEMA dlt; CREATE TABLE dlt.u (a INTEGER); CREATE VIEW v AS SELECT 1',
    );
    await using destination = await open(file, reader);
    expect((await destination.tables()).map(({ name }) => name)).toEqual(['dlt.u', 'main.t']);
  });

  it('can be left after the first rows', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeDuckdb(python, file, 'CREATE TABLE t AS SELECT range AS a FROM range(1000000)');
    await using destination = await open(file, reader);
    for await (const rows of (await onlyTable(destination)).batches()) {
      expect(rows[0]).toEqual([0]);
      break;
    }
  });

  it('has what a killed sync had committed', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeDuckdb(python, file, 'CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (7)', {
      isKilled: true,
    });
    const files = [file, `${file}.wal`];
    const before = await Promise.all(files.map(digest));
    expect(await content(file, reader)).toEqual({ 'main.t': [[7]] });
    expect(await Promise.all(files.map(digest))).toEqual(before);
  });

  it('is refused while a sync runs, by the process that has it', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await using holder = await holdDuckdb(python, file);
    await expect(content(file, reader)).rejects.toMatchObject({
      code: 'ERR_CANNOT_COMPARE',
      message: `${file} is locked: process ${holder.pid} has it open for writing, as a running sync does. Wait until it has ended, then compare again.`,
    });
  });

  it('is refused when it is no DuckDB file', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeFile(file, 'id,name\n'.repeat(1000));
    await expect(content(file, reader)).rejects.toMatchObject({
      code: 'ERR_CANNOT_COMPARE',
      message: expect.stringMatching(/warehouse\.db cannot be read as a DuckDB file: .*not a valid DuckDB/s),
    });
  });

  it('is refused when it is not there, and is not made', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await expect(content(file, reader)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: `There is no file ${file}. Check the path.`,
    });
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

async function content(file: string, reader: Reader): Promise<unknown> {
  await using destination = await open(file, reader);
  // Not before it is read may it be closed.
  return await contentOf(destination);
}

const DEBUG = `
  CREATE TABLE main._fivetran_metadata (key VARCHAR PRIMARY KEY, value VARCHAR);
  CREATE TABLE main.other (a INTEGER);
  CREATE SCHEMA tester; CREATE SCHEMA tester_sales_eu;
  CREATE TABLE tester.no_key (a INTEGER);
  CREATE TABLE tester."we""ird, name" ("First one" INTEGER, second BIGINT, PRIMARY KEY (second, "First one"));
  INSERT INTO tester."we""ird, name" VALUES (1, 2);
  CREATE TABLE tester_sales_eu.user (id BIGINT PRIMARY KEY, _fivetran_deleted BOOLEAN, _fivetran_synced TIMESTAMPTZ);
  INSERT INTO tester_sales_eu.user SELECT range, false, '2026-01-01 00:00:00Z' FROM range(5000);
`;

function literal(number: number | undefined): string {
  return `'${Object.is(number, -0) ? '-0' : number}'`;
}

async function digest(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

it.each(READERS)('a file of which %s has read a part can be written once it is closed', async (reader) => {
  await using folder = await temporaryDirectory();
  const file = path.join(folder.path, 'warehouse.db');
  await writeDuckdb(
    python,
    file,
    'CREATE SCHEMA tester; CREATE TABLE tester.t AS SELECT range AS i FROM range(300000)',
  );
  {
    await using destination = await open(file, reader);
    for await (const rows of (await onlyTable(destination)).batches()) {
      expect(rows.length).toBeGreaterThan(0);
      break;
    }
  }
  await writeDuckdb(python, file, 'INSERT INTO tester.t VALUES (7)');
});
