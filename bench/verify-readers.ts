/**
 * How fast `verify` reads each kind of destination, and how much memory it takes: the same rows, with the columns and types
 * that `fivetran debug` gives people, each read to its end in a process of its own.
 *
 *     npx tsc --noEmit false --outDir .cache/bench
 *     PLAYGROUND_BENCH_PYTHON=/path/to/python node .cache/bench/bench/verify-readers.js [rows]
 *
 * The Python is optional. It must have the module `duckdb`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { embeddedPostgres } from '../services/postgres-seed/embedded.ts';
import { type DestinationPlace, openDestination } from '../verify/destinations/open-destination.ts';

const PYTHON = process.env['PLAYGROUND_BENCH_PYTHON'];
const TABLE = 'bench_people';

/** What reading cost. */
interface Cost {
  readonly rows: number;
  readonly ms: number;
  /** Of the process in Node.js, all its threads. */
  readonly processorMs: number;
  readonly peakMb: number;
}

/** SQL that DuckDB and PostgreSQL both have, but for the words for numbers in between and their types. */
function people(numbers: string, single: string): string {
  const at = (micros: string) =>
    `TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' + i * INTERVAL '${micros} microseconds'`;
  return `SELECT CAST(i AS BIGINT) AS id, 'Name Number ' || i AS name, 'user.' || i || '@example.com' AS email,
    i % 100 AS company_id, CAST(i * 0.37 AS ${single}) AS score, CAST(i * 0.37 AS DOUBLE PRECISION) AS price,
    ${at('1000000')} AS created_at, ${at('1000003')} AS updated_at, i % 2 = 0 AS active,
    false AS _fivetran_deleted, ${at('7')} AS _fivetran_synced FROM ${numbers}`;
}

async function writeFiles(folder: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(path.join(folder, 'warehouse.db'));
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'; CREATE SCHEMA tester");
  await connection.run(`CREATE TABLE tester.${TABLE} AS ${people(`range(${rows}) AS numbers(i)`, 'FLOAT')}`);
  for (const [ending, format] of [
    ['parquet', 'parquet'],
    ['csv', 'csv'],
    ['ndjson', 'json'],
  ]) {
    await connection.run(
      `COPY tester.${TABLE} TO '${path.join(folder, `${TABLE}.${ending}`)}' (FORMAT ${format})`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

async function writeDatabase(uri: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: uri });
  await client.connect();
  try {
    await client.query(
      `CREATE TABLE ${TABLE} AS ${people(`generate_series(0, ${rows - 1}) AS numbers(i)`, 'REAL')}`,
    );
  } finally {
    await client.end();
  }
}

/** Reads the table in this process. */
async function read(place: DestinationPlace): Promise<Cost> {
  const startedAt = performance.now();
  await using destination = await openDestination(place);
  const table = (await destination.tables()).find(({ name }) => name.endsWith(TABLE));
  let rows = 0;
  for await (const batch of table?.batches() ?? []) rows += batch.length;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const processorMs = (userCPUTime + systemCPUTime) / 1000;
  return { rows, ms: performance.now() - startedAt, processorMs, peakMb: maxRSS / 1024 };
}

/** The same in a process of its own, so that nothing else counts. */
async function costOf(place: DestinationPlace): Promise<Cost> {
  const argv = [import.meta.filename, 'read', JSON.stringify(place)];
  return JSON.parse((await promisify(execFile)(process.execPath, argv)).stdout) as Cost;
}

async function compare(rows: number): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playground-bench-verify-'));
  const postgres = embeddedPostgres({ port: 0, directory: path.join(folder, 'postgres'), rows: 100 });
  try {
    const { url } = await postgres.start();
    await writeDatabase(url, rows);
    await writeFiles(folder, rows);
    const file = (name: string) => path.join(folder, name);
    const places: readonly (readonly [name: string, place: DestinationPlace])[] = [
      ...(PYTHON
        ? [['DuckDB, Python', { kind: 'duckdb', place: file('warehouse.db'), python: PYTHON }] as const]
        : []),
      ['DuckDB, peer', { kind: 'duckdb', place: file('warehouse.db') }],
      ['PostgreSQL', { kind: 'postgres', place: url }],
      ['Parquet', { kind: 'parquet', place: file(`${TABLE}.parquet`) }],
      ['CSV', { kind: 'csv', place: file(`${TABLE}.csv`) }],
      ['NDJSON', { kind: 'ndjson', place: file(`${TABLE}.ndjson`) }],
    ];
    const costs: (readonly [name: string, cost: Cost])[] = [];
    for (const [name, place] of places) costs.push([name, await costOf(place)]);
    const wrong = costs.filter(([, cost]) => cost.rows !== rows);
    if (wrong.length > 0) throw new Error(`not all rows were read: ${JSON.stringify(wrong)}`);
    print([`${rows.toLocaleString('en')} rows`, 'rows a second', 's', 's of processor', 'peak MB']);
    print(['---', '--:', '--:', '--:', '--:']);
    for (const [name, { ms, processorMs, peakMb }] of costs) {
      const [seconds, processor] = [ms / 1000, processorMs / 1000];
      print([name, (rows / seconds).toFixed(0), seconds.toFixed(1), processor.toFixed(1), peakMb.toFixed(0)]);
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function print(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const [first, place] = process.argv.slice(2);
if (first === 'read')
  process.stdout.write(JSON.stringify(await read(JSON.parse(String(place)) as DestinationPlace)));
else await compare(Number(first ?? 1_000_000));
