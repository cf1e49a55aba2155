import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Column, Row, Value } from '../../fixtures/table.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import type { ComparedTable, VerifyReport } from '../../verify/report/report.ts';
import { verify } from '../../verify/verify.ts';
import { worldOf } from '../../verify/world-options.ts';
import { declarations } from '../fixtures/declared/declarations.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { pythonWithDuckdb, writeDuckdb } from './destinations/duckdb-file.ts';
import { ANCHOR, STILL } from './right-rows.ts';

// The first run installs DuckDB for Python.
jest.setTimeout(200_000);

const AT = ANCHOR + 3_600_000;
const NAMES = declarations.map(({ name }) => name);
/** One with a column of every kind, which takes long to be found. */
const WIDE = 'acme.things';
const NARROW = NAMES.filter((name) => name !== WIDE);
const CASES = [
  ['living', NAMES],
  ['still', NARROW],
  ['living+late+silent+replaced', NARROW],
  ['living+soft+revived', NARROW],
] as const;
const lastPart = (name: string): string => name.slice(name.indexOf('.') + 1);
const optionsOf = (world: string) => ({ ...STILL, world, records: 120, declared: declarations });

let python: string;
beforeAll(async () => {
  python = await pythonWithDuckdb();
});

interface Held {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}
type Content = Readonly<Record<string, Held>>;

/** What a connector without a fault has of some tables. */
function contentOf(world: string, names: readonly string[]): Content {
  const known = worldOf(optionsOf(world));
  return Object.fromEntries(
    names.map((name) => {
      const table = known.table(name);
      const rows = [...table.rows(AT)].map(({ values }) => values);
      return [lastPart(name), { columns: table.columnsAt(AT), rows }];
    }),
  );
}

async function ndjson(folder: string, content: Content): Promise<string> {
  const place = path.join(folder, 'out');
  await mkdir(place);
  for (const [name, { rows }] of Object.entries(content)) {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
    await writeFile(path.join(place, `${name}.ndjson`), lines.join(''));
  }
  return place;
}

/** Types that a connector declares where it turns all times into instants. */
function typeOf({ type, time }: Column): string {
  if (time?.format.startsWith('epoch') || time?.format === 'rfc-1123') return 'TIMESTAMP WITH TIME ZONE';
  switch (type.kind) {
    case 'integer':
      return 'BIGINT';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'boolean':
      return 'BOOLEAN';
    case 'date':
      return 'DATE';
    case 'timestamp':
      return type.hasZone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
    case 'json':
      return 'JSON';
    default:
      return 'VARCHAR';
  }
}

function literal(value: Value, { time }: Column): string {
  if (value === null) return 'NULL';
  if (time?.format === 'epoch')
    return literal(new Date((value as number) * 1000).toISOString(), { name: '', type: { kind: 'text' } });
  if (time?.format === 'epoch-ms' || time?.format === 'rfc-1123')
    return `'${new Date(value as string).toISOString()}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
}

async function duckdb(folder: string, content: Content): Promise<string> {
  const file = path.join(folder, 'warehouse.db');
  const quoted = (name: string): string => `"${name}"`;
  const sql = Object.entries(content).map(([name, { columns, rows }]) => {
    const declared = columns.map((column) => `${quoted(column.name)} ${typeOf(column)}`);
    const values = rows.map(
      (row) => `(${columns.map((column) => literal(row[column.name] ?? null, column)).join(', ')})`,
    );
    return `CREATE TABLE ${quoted(name)} (${declared.join(', ')}); INSERT INTO ${quoted(name)} VALUES ${values.join(', ')};`;
  });
  await writeDuckdb(
    python,
    file,
    `SET TimeZone = 'UTC'; CREATE SCHEMA tester; USE tester; ${sql.join('\n')}`,
  );
  return file;
}

const WRITERS = { ndjson, duckdb } as const;
const KINDS = ['ndjson', 'duckdb'] as const;

async function reportOn(
  kind: (typeof KINDS)[number],
  content: Content,
  world: string,
): Promise<VerifyReport> {
  await using folder = await temporaryDirectory();
  const place = await WRITERS[kind](folder.path, content);
  await using destination = await openDestination({ kind, place, python });
  const window = { from: AT, to: AT, instants: [AT] };
  return await verify(destination, { world: optionsOf(world), now: AT, window });
}

const sourceOf = ({ tables }: VerifyReport, name: string): ComparedTable =>
  tables.find((table) => (table as ComparedTable).source === name) as ComparedTable;

describe.each(KINDS)('in %s', (kind) => {
  it.each(CASES)('declared tables of the world %s are found and equal', async (world, names) => {
    const report = await reportOn(kind, contentOf(world, names), world);
    const sources = report.tables.map((table) => (table as ComparedTable).source);
    expect([...sources].sort()).toEqual([...names].sort());
    expect(report.findings.map(({ kind, count, cause }) => `${count} ${kind} ${cause}`)).toEqual([]);
    expect(report.result).toBe('equal');
    for (const name of names) {
      const { rows, equal } = sourceOf(report, name);
      expect([name, equal]).toEqual([name, rows]);
    }
  });

  it.each<[string, string, (rows: readonly Row[]) => readonly Row[], Partial<ComparedTable>]>([
    ['a row is missing', 'acme.orders', (rows) => rows.slice(1), { missing: 1 }],
    [
      'a row is there that the source deleted',
      'acme.customers',
      (rows) => [...rows, { ...rows[0], id: 'cus_999999' }],
      { extra: 1 },
    ],
    [
      'an amount is another',
      'acme.accounts',
      ([first, ...rows]) => [{ ...first, balance: 0.01 }, ...rows],
      { torn: 1 },
    ],
    [
      'a time is another',
      'acme.users',
      ([first, ...rows]) => [{ ...first, updatedAt: 1000 }, ...rows],
      { torn: 1 },
    ],
    ['a row is there twice', 'acme.lines', (rows) => [...rows, rows[0] as Row], { duplicated: 1 }],
  ])('tells that %s', async (_, source, change, counts) => {
    const name = lastPart(source);
    const held = contentOf('living', [source])[name] as Held;
    const report = await reportOn(kind, { [name]: { ...held, rows: change(held.rows) } }, 'living');
    expect(report.result).toBe('differs');
    expect(sourceOf(report, source)).toMatchObject(counts);
  });
});
