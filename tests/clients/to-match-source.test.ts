import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { destination } from '../../clients/jest/index.ts';
import type { DestinationOptions } from '../../clients/matchers/destination.ts';
import { createPlayground } from '../../playground/index.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { testTerminal } from '../support/test-terminal.ts';
import { type LivingSource, livingSource } from './source-read.ts';

it('passes for what the source has, and tells what differs', async () => {
  await using source = await livingSource();
  const rows = await source.readAll();
  const right = destination(await source.write('right.ndjson', rows));
  const wrong = destination(await source.write('wrong.ndjson', rows.slice(1)));
  await expect(right).toMatchSource(source.playground);
  await expect(wrong).not.toMatchSource(source.playground);
  await expect(expect(wrong).toMatchSource(source.playground)).rejects.toThrow(
    /^The destination does not match its source\.\n\n.*wrong = people {2}✗ .* 1 missing\n.*served-and-lost/s,
  );
  await expect(expect(right).not.toMatchSource(source.playground)).rejects.toThrow(
    /^The destination matches its source\.\n\n.*right = people {2}✓ \d+ rows, equal/s,
  );
});

it('says what the command says', async () => {
  await using folder = await temporaryDirectory();
  const directory = path.join(folder.path, '.playground');
  await using playground = await createPlayground({ services: ['api'], directory });
  const answer = await fetch(`${playground.endpoints.api.url}/pagination/offset`);
  const { data } = (await answer.json()) as { data: object[] };
  const file = path.join(folder.path, 'people.ndjson');
  await writeFile(file, data.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await using terminal = await testTerminal();
  expect(await run(['verify', '--ndjson', file, '--directory', directory], terminal)).toBe(1);
  const said = await expect(destination(file))
    .toMatchSource(playground)
    .catch((error: Error) => error.message);
  expect(said).toBe(`The destination does not match its source.\n\n${terminal.output}`);
});

it('compares with a further world', async () => {
  await using source = await livingSource();
  await using world = await source.playground.world('w1', { seed: 7 });
  const file = destination(await source.write('people.ndjson', await source.readAll(world)));
  await expect(file).toMatchSource(world);
  await expect(expect(file).toMatchSource(source.playground)).rejects.toThrow(
    /nobody knows when a sync looked/,
  );
});

it.each<[string, string, DestinationOptions]>([
  ['a project with its verify.yaml', '.', {}],
  ['a file with a config', 'files/warehouse.db', { config: 'verify.yaml' }],
  ['one table of it', 'files/warehouse.db', { tables: ['person'], config: 'verify.yaml' }],
])('opens %s', async (_what, place, options) => {
  await using source = await livingSource();
  const [, ...rows] = await source.readAll();
  await mkdir(source.file('files'));
  const duckdb = await DuckDBInstance.create(source.file('files/warehouse.db'));
  const connection = await duckdb.connect();
  const json = await source.write('people.ndjson', rows);
  await connection.run('CREATE SCHEMA tester');
  await connection.run(`CREATE TABLE tester.person AS SELECT id, name, email FROM read_json('${json}')`);
  connection.closeSync();
  duckdb.closeSync();
  await writeFile(
    source.file('verify.yaml'),
    'tables: { person: { rows: part, ignore: [updatedAt, createdAt] } }',
  );
  const given = { ...options, ...(options.config && { config: source.file(options.config) }) };
  await expect(
    expect(destination(source.file(place), given)).toMatchSource(source.playground),
  ).rejects.toThrow(/tester\.person = people.*missing rows are not looked for/s);
});

it.each<[string, (source: LivingSource) => Promise<unknown>, RegExp]>([
  [
    'a path that is not wrapped',
    async ({ playground }) => expect('files/warehouse.db').toMatchSource(playground),
    /expect\(destination\('files\/warehouse\.db'\)\)\. This is 'files\/warehouse\.db'/,
  ],
  [
    'no source',
    async ({ file }) => expect(destination(file('x.csv'))).toMatchSource({} as never),
    /A source is a playground, one of its worlds.*but this is \{\}/,
  ],
  [
    'a source that does not answer',
    async ({ file }) =>
      expect(destination(file('x.csv'))).toMatchSource({ controlUrl: 'http://127.0.0.1:9' }),
    /does not answer at http:\/\/127\.0\.0\.1:9/,
  ],
  [
    'a file that is not there',
    async ({ file, readAll, playground }) => {
      await readAll();
      return expect(destination(file('none.csv'))).toMatchSource(playground);
    },
    /none\.csv/,
  ],
  [
    'a project that has not synced',
    async ({ file, readAll, playground }) => {
      await readAll();
      return expect(destination(file('.'))).not.toMatchSource(playground);
    },
    /warehouse\.db/,
  ],
  [
    'a config that is not there',
    async ({ file, readAll, playground }) => {
      await readAll();
      return expect(destination(file('x.csv'), { config: file('none.yaml') })).toMatchSource(playground);
    },
    /no file .*none\.yaml. Check 'config'/,
  ],
  [
    'what is not text',
    async () => destination(7 as never),
    /takes a path, a pattern or a URI, but was given 7/,
  ],
])('refuses %s', async (_what, refused, says) => {
  await using source = await livingSource();
  await expect(refused(source)).rejects.toThrow(says);
});

it('compares nothing with neither word', async () => {
  await using source = await livingSource();
  await source.readAll();
  const other = destination(await source.write('other.ndjson', [{ id: 'x', weight: 3 }]));
  await expect(expect(other).not.toMatchSource(source.playground)).rejects.toThrow(/Nothing to compare/);
  await expect(expect(other).toMatchSource(source.playground)).rejects.toThrow(/Nothing to compare/);
});
