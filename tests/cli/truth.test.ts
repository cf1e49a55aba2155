import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { createDataset, World } from 'connector-playground/fixtures';
import { parquetReadObjects } from 'hyparquet';
import { run } from '../../cli/program.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { saidBy } from '../support/said-by.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const AT = '2026-01-01T05:00:00Z';
const NOBODY = ['truth', '--world', 'living', '--records', '300', '--seed', '7'];

let folder: TestTerminal;
let playground: Playground;

beforeAll(async () => {
  folder = await testTerminal();
  playground = (await createPlayground({
    services: ['gateway'],
    ...{ world: 'living', seed: 9 },
    directory: path.join(folder.directory, '.playground'),
  })) as unknown as Playground;
});
afterAll(async () => {
  await playground.stop();
  await folder[Symbol.asyncDispose]();
});

function rowsOf(world: World, table: string, at = AT): unknown[] {
  return [...world.table(table).rows(Date.parse(at))].map(({ values }) => values);
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('playground truth', () => {
  it.each(['people', 'public.users', 'companies', 'public.people'])(
    'works %s out where no playground runs',
    async (table) => {
      const world = new World(createDataset({ world: 'living', records: 300, seed: 7 }), {
        databasePeople: 150,
      });
      const { code, output, errors } = await saidBy([...NOBODY, '--postgres-rows', '150', table, '--at', AT]);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(linesOf(output)).toEqual(rowsOf(world, table));
    },
  );

  it('asks the playground that runs in the folder, at the time of its clock', async () => {
    await playground.clock.advance('1h');
    const { output } = await saidBy(['truth', 'people'], folder.directory);
    expect(linesOf(output)).toEqual(rowsOf(playground.truth, 'people', '2026-01-01T01:00:00Z'));
    const table = playground.truth.table('people');
    const changes = await saidBy(['truth', 'people', '--changes', '--format', 'csv'], folder.directory);
    const start = Date.UTC(2026, 0, 1);
    expect(parseCsv(changes.output)).toHaveLength(1 + table.countChanges(start, start + 3_600_000));
  });

  it('does not ask it for other data', async () => {
    const { output } = await saidBy([...NOBODY, 'people', '--at', AT], folder.directory);
    expect(linesOf(output)).toEqual(
      rowsOf(new World(createDataset({ world: 'living', records: 300, seed: 7 })), 'people'),
    );
  });

  it('writes a file, and leaves nothing else', async () => {
    const argv = [...NOBODY, 'people', '--at', AT, '--format', 'parquet', '--output', 'people.parquet'];
    await using terminal = await testTerminal();
    expect(await run(argv, terminal)).toBe(0);
    expect(await readdir(terminal.directory)).toEqual(['people.parquet']);
    const file = new Uint8Array(await readFile(path.join(terminal.directory, 'people.parquet'))).buffer;
    const world = new World(createDataset({ world: 'living', records: 300, seed: 7 }));
    expect((await parquetReadObjects({ file })).map(({ email }) => email)).toEqual(
      rowsOf(world, 'people').map((row) => (row as { email: string }).email),
    );
  });

  it('lists the tables', async () => {
    const { output } = await saidBy(['truth', '--records', '12345']);
    expect(output).toMatch(/^Table +\| Rows +\| Key +\| Columns\n/m);
    expect(output).toMatch(/^people +\| 12,345 +\| id +\| 8 *$/m);
    const { tables } = JSON.parse((await saidBy(['truth', '--json'])).output);
    expect(tables).toHaveLength(new World(createDataset()).tables.length);
  });

  it.each([
    [['persn'], "There is no table 'persn'. The nearest names are"],
    [['people', '--at', 'yesterday'], "'yesterday' is not an instant"],
    [['people', '--format', 'xml'], "There is no 'xml' here, but ndjson, csv, parquet"],
    [['people', '--changes', '--format', 'parquet'], "There is no 'parquet' here, but ndjson, csv"],
    [['people', '--changes', '--at', AT], '--at is for rows'],
    [['people', '--from', AT], '--from and --to are for --changes'],
    [['people', '--json'], '--json is for the list'],
    [['--changes'], '--changes is for one table: name it'],
    [['--format', 'csv'], '--format is for one table'],
    [['people', '--world', 'alive'], "no world 'alive'"],
    [['people', '--records', '-1'], 'records'],
  ])('%j is wrong usage, with and without a playground', async (argv, message) => {
    for (const directory of [undefined, folder.directory]) {
      const { code, output, errors } = await saidBy(['truth', ...argv], directory);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(errors).toContain(message);
    }
  });

  it('ends quietly when its reader has enough', async () => {
    const command = `node '${MAIN}' truth public.people --postgres-rows 100000000 | head -n 2 | wc -l; echo \${PIPESTATUS[0]}`;
    const shell = spawn('bash', ['-c', command], {
      cwd: folder.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { output: '', errors: '' };
    shell.stdout.on('data', (chunk) => {
      texts.output += chunk;
    });
    shell.stderr.on('data', (chunk) => {
      texts.errors += chunk;
    });
    await once(shell, 'close');
    expect(texts).toEqual({ output: '2\n0\n', errors: '' });
  });
});
