import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import type { HttpListener } from '../../core/http-listener.ts';
import {
  type Column,
  createDataset,
  DEFAULT_DATASET,
  type Value,
  World,
  type WorldTable,
} from '../../fixtures/index.ts';
import { classNames } from '../../fixtures/living/classes.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { beginningOf, openTruth, urlOf } from './open-truth.ts';

const { anchor } = DEFAULT_DATASET;
const HOUR = 3_600_000;
const NOW = anchor + 5 * HOUR;
const EVERYTHING = `living+${classNames.join('+')}+drift`;

const worldOf = (world: string): World =>
  new World(createDataset({ world, records: 90 }), { databasePeople: 150 });

/** Tables that do not live are the same in both. */
const isToldIn =
  (world: string) =>
  ({ name }: WorldTable): boolean =>
    world !== 'still' || ['people', 'public.users', 'public.people'].includes(name);

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** As a cell of CSV. */
const cell = (value: Value): string => {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The reader makes a floating-point number of a decimal, which is not always the nearest. */
const exact = (found: unknown, { type }: Column): unknown =>
  type.kind === 'decimal' && typeof found === 'number' ? found.toFixed(type.scale) : found;

/** What a reader of Parquet gives for it. */
function read(value: Value, { type }: Column): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case 'integer':
      return type.bits === 64 ? BigInt(value as number) : value;
    case 'date':
    case 'timestamp':
      return new Date(value as string);
    default:
      return value;
  }
}

describe.each(['still', EVERYTHING])('in the world %s', (name) => {
  const world = worldOf(name);
  let control: HttpListener;
  beforeAll(async () => {
    control = await openTruth({ tables: world.tables.map(beginningOf) }, () => NOW);
  });
  afterAll(() => control.close());

  it('the tables are listed with what they hold', async () => {
    const answer = await fetch(urlOf(control, ''));
    const { at, tables } = (await answer.json()) as { at: string; tables: { name: string; rows: number }[] };
    expect(at).toBe(new Date(NOW).toISOString());
    expect(tables).toHaveLength(world.tables.length);
    for (const [index, table] of world.tables.entries()) {
      const columns = table.columnsAt(NOW).map((column) => column.name);
      const listed = { name: table.name, key: table.key, rows: table.seenAt(NOW).size };
      expect(tables[index]).toMatchObject({
        ...listed,
        columns: columns.map((column) => ({ name: column })),
      });
    }
  });

  describe.each(
    worldOf(name)
      .tables.filter(isToldIn(name))
      .map((table) => ({ table: table.name })),
  )('$table', ({ table: tableName }) => {
    const table = beginningOf(world.table(tableName));

    it.each([0, 7.25])('is told in every format as the world has it, after %d hours', async (hours) => {
      const at = anchor + hours * HOUR;
      const url = urlOf(control, `/${encodeURIComponent(tableName)}?at=${new Date(at).toISOString()}`);
      const rows = [...table.rows(at)].map(({ values }) => values);
      const columns = table.columnsAt(at);
      expect(await (await fetch(url)).text()).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

      const [header, ...records] = parseCsv(await (await fetch(`${url}&format=csv`)).text());
      expect(header).toEqual(columns.map((column) => column.name));
      expect(records).toEqual(rows.map((row) => columns.map((column) => cell(row[column.name] ?? null))));

      const file = await (await fetch(`${url}&format=parquet`)).arrayBuffer();
      const found = await parquetReadObjects({ file });
      expect(found.map((row) => columns.map((column) => exact(row[column.name], column)))).toEqual(
        rows.map((row) => columns.map((column) => read(row[column.name] ?? null, column))),
      );
    });

    it('tells its changes', async () => {
      const changes = [...table.changes(anchor, NOW)].slice(0, 500);
      const told = linesOf(
        await (await fetch(urlOf(control, `/${encodeURIComponent(tableName)}/changes`))).text(),
      );
      expect(told.length).toBe(table.countChanges(anchor, NOW));
      for (const [index, { kind, at, seenAt, row }] of changes.entries()) {
        const { at: toldAt, seen_at, ...rest } = told[index] as Record<string, string>;
        expect([toldAt, seen_at].map((time) => Date.parse(time as string))).toEqual([at, seenAt]);
        const key = Object.fromEntries(table.key.map((column) => [column, row.values[column]]));
        expect(rest).toEqual({ kind, version: row.version, key, values: row.values });
      }
      const csv = await (
        await fetch(urlOf(control, `/${encodeURIComponent(tableName)}/changes?format=csv`))
      ).text();
      const [header = [], ...records] = parseCsv(csv);
      expect(records.length).toBe(told.length);
      for (const [index, { kind, row }] of changes.entries()) {
        const record = Object.fromEntries(header.map((column, place) => [column, records[index]?.[place]]));
        const { _kind, _at, _seen_at, _version, ...values } = record;
        expect([_kind, _version]).toEqual([kind, String(row.version)]);
        expect(values).toEqual(
          Object.fromEntries(Object.keys(values).map((column) => [column, cell(row.values[column] ?? null)])),
        );
        expect(Object.keys(row.values).every((column) => header.includes(column))).toBe(true);
      }
    });
  });

  it.each([
    ['', '', 'application/x-ndjson'],
    ['', '*/*', 'application/x-ndjson'],
    ['', 'text/html, application/xhtml+xml, */*;q=0.8', 'application/x-ndjson'],
    ['', 'text/csv', 'text/csv; charset=utf-8'],
    ['', 'text/*;q=0.5, application/vnd.apache.parquet', 'application/vnd.apache.parquet'],
    ['', 'application/x-ndjson;q=0, text/csv;q=0.1', 'text/csv; charset=utf-8'],
    ['?format=parquet', 'text/csv', 'application/vnd.apache.parquet'],
    ['/changes', 'text/csv', 'text/csv; charset=utf-8'],
  ])('people%s with Accept %j are %s', async (rest, accept, type) => {
    const url = urlOf(control, `/people${rest}`);
    const answer = await fetch(url, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    await answer.arrayBuffer();
  });

  it.each([
    [
      '/person',
      404,
      'unknown_table',
      /no table 'person'\. The nearest names are people.* GET \/_playground\/truth/,
    ],
    ['/%zz', 404, 'unknown_table', /no table '%zz'/],
    [
      '/people?at=yesterday',
      400,
      'not_an_instant',
      /'yesterday' is not an instant such as 2026-01-01T00:00:00Z/,
    ],
    ['/people?at=2026-02-30', 400, 'not_an_instant', /'2026-02-30'/],
    ['/people?at=2026-01-01T00:00:00', 400, 'not_an_instant', /its zone is needed/],
    ['/people?at=', 400, 'empty_parameter', /'at'/],
    ['/people?at=2026-01-01&at=2026-01-02', 400, 'repeated_parameter', /'at' is given 2 times/],
    ['/people?format=xml', 400, 'unknown_format', /no 'xml' here, but ndjson, csv, parquet/],
    ['/people?from=2026-01-01', 400, 'unexpected_parameter', /from\. There are at, format/],
    ['/people/changes?format=parquet', 400, 'unknown_format', /no 'parquet' here, but ndjson, csv/],
    [
      '/people/changes?from=2026-02-02&to=2026-02-01',
      400,
      'from_after_to',
      /2026-02-02T.* is after 'to' \(2026-02-01T/,
    ],
    ['/people/changes?from=2026-02-02', 400, 'from_after_to', /is after 'to' \(2026-01-01T05/],
    ['?format=csv', 400, 'unexpected_parameter', /There are at/],
    ['/people/rows', 404, 'unknown_path', /GET \/_playground\/truth\/\{table\}\/changes/],
  ])('%s is refused', async (rest, status, code, message) => {
    const answer = await fetch(urlOf(control, rest));
    expect([answer.status, answer.headers.get('x-error-code')]).toEqual([status, code]);
    expect(((await answer.json()) as { error: string }).error).toMatch(message);
  });

  it('there is nothing for who accepts something else', async () => {
    const answer = await fetch(urlOf(control, '/people'), { headers: { accept: 'image/png' } });
    expect([answer.status, answer.headers.get('x-error-code')]).toEqual([406, 'not_acceptable']);
    expect(await answer.text()).toMatch(/image\/png.*format= with ndjson, csv, parquet/);
  });

  it('HEAD says as of when, POST is not allowed', async () => {
    const head = await fetch(urlOf(control, '/people?at=2026-01-01T02:00:00%2B01:00'), { method: 'HEAD' });
    expect([head.status, head.headers.get('x-playground-at')]).toEqual([200, '2026-01-01T01:00:00.000Z']);
    const post = await fetch(urlOf(control, '/people'), { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

it('is as of one instant, though the clock moves meanwhile', async () => {
  const world = worldOf('living');
  let now = anchor;
  const control = await openTruth(world, () => {
    now += HOUR;
    return now;
  });
  try {
    const answer = await fetch(urlOf(control, '/people'));
    const at = Date.parse(answer.headers.get('x-playground-at') ?? '');
    expect(at).toBe(anchor + HOUR);
    const rows = [...world.table('people').rows(at)].map(({ values }) => values);
    expect(linesOf(await answer.text())).toEqual(rows);
  } finally {
    await control.close();
  }
});
