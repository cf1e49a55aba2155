import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { Journal } from '../../core/control/journal.ts';
import { MOST_LIMIT } from '../../core/control/parse-control-query.ts';
import { playgroundJournal } from '../../playground/control/playground-journal.ts';
import { connected, startTemporaryPostgres } from '../services/postgres-seed/with-postgres.ts';
import { startApi } from '../support/start-api.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { foundRows } from '../verify/right-rows.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

/** The command as a user starts it. */
function playground(directory: string, ...argv: string[]): Promise<{ code: number; output: Buffer }> {
  return new Promise((resolve) => {
    const options = { cwd: directory, encoding: 'buffer' as const };
    const child = execFile(process.execPath, [MAIN, ...argv], options, (_error, output) =>
      resolve({ code: child.exitCode ?? -1, output }),
    );
  });
}

interface Report {
  readonly result: string;
  readonly tables: readonly object[];
  readonly findings: readonly object[];
}

async function verify(directory: string, ...argv: string[]): Promise<Report & { readonly code: number }> {
  const { code, output } = await playground(directory, 'verify', '--json', ...argv);
  return { code, ...(JSON.parse(output.toString()) as Report) };
}

it('compares tables of a PostgreSQL server', async () => {
  await using folder = await temporaryDirectory();
  const { endpoints, stop } = await startTemporaryPostgres();
  try {
    const execute = (sql: string) => connected(endpoints, (client) => client.query(sql));
    await execute('CREATE SCHEMA tester; CREATE TABLE tester.users AS SELECT * FROM public.users');
    const argv = ['--postgres', endpoints.url, '--table', 'tester.users'];
    const users = { destination: 'tester.users', source: 'public.users', rows: 200, equal: 200 };
    expect(await verify(folder.path, ...argv)).toMatchObject({ code: 0, result: 'equal', tables: [users] });
    await execute(
      `UPDATE tester.users SET name = 'x' WHERE id = 7; DELETE FROM tester.users WHERE id IN (8, 9)`,
    );
    expect(await verify(folder.path, ...argv)).toMatchObject({
      ...{ code: 1, result: 'differs', tables: [{ source: 'public.users', rows: 198, torn: 1, missing: 2 }] },
    });
  } finally {
    await stop();
  }
});

it('compares Parquet files', async () => {
  await using folder = await temporaryDirectory();
  const truth = ['truth', 'public.users', '--format', 'parquet'];
  const right = await playground(folder.path, ...truth);
  const fewer = await playground(folder.path, ...truth, '--records', '190');
  expect([right.code, fewer.code]).toEqual([0, 0]);
  const file = path.join(folder.path, 'users.parquet');
  await writeFile(file, right.output);
  const argv = ['--parquet', '*.parquet'];
  const users = { source: 'public.users', rows: 200, equal: 200 };
  expect(await verify(folder.path, ...argv)).toMatchObject({ code: 0, result: 'equal', tables: [users] });
  expect(await verify(folder.path, ...argv, '--seed', '43')).toMatchObject({ code: 1, result: 'differs' });
  await writeFile(file, fewer.output);
  expect(await verify(folder.path, ...argv)).toMatchObject({ code: 1, result: 'differs' });
});

it('compares messages of Airbyte, merged by the key of a catalog', async () => {
  await using folder = await temporaryDirectory();
  const rows = foundRows('public.users');
  const messages = [...rows.map((row) => ({ ...row, name: 'x' })), ...rows].map(
    (data) => `${JSON.stringify({ type: 'RECORD', record: { stream: 'users', data, emitted_at: 0 } })}\n`,
  );
  await writeFile(path.join(folder.path, 'messages.jsonl'), messages.join(''));
  const stream = { name: 'users', source_defined_primary_key: [['id']] };
  await writeFile(path.join(folder.path, 'by-id.json'), JSON.stringify({ streams: [{ stream }] }));
  const argv = ['--airbyte', 'messages.jsonl'];
  expect(await verify(folder.path, ...argv, '--catalog', 'by-id.json')).toMatchObject({
    ...{ code: 0, result: 'equal', tables: [{ destination: 'users', source: 'public.users', rows: 200 }] },
  });
  expect(await verify(folder.path, ...argv)).toMatchObject({
    ...{ code: 1, result: 'differs', tables: [{ source: 'public.users', rows: 400, duplicated: 200 }] },
  });
  for (const wrong of [['--ndjson', 'messages.jsonl'], []]) {
    const { code } = await playground(folder.path, 'verify', ...wrong, '--catalog', 'by-id.json');
    expect(code).toBe(2);
  }
});

it.each([1, 2, 6])('knows a table of %i files of which the first has rows of elsewhere', async (files) => {
  await using folder = await temporaryDirectory();
  await mkdir(path.join(folder.path, 'users'));
  const users = foundRows('public.users');
  const write = (file: number, rows: readonly object[]) =>
    writeFile(
      path.join(folder.path, 'users', `${file}.ndjson`),
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
  await write(
    0,
    users.map((row, index) => ({ ...row, id: 1_000_000 + index })),
  );
  for (let file = 1; file <= files; file += 1)
    await write(file, users.slice(((file - 1) * 200) / files, (file * 200) / files));
  expect(await verify(folder.path, '--ndjson', 'users/*.ndjson')).toMatchObject({
    ...{
      code: 1,
      result: 'differs',
      tables: [{ source: 'public.users', rows: 400, equal: 200, extra: 200 }],
    },
  });
});

it('reads a journal of several pages to its end', async () => {
  const size = 2 * MOST_LIMIT + 5000;
  const journal = new Journal(size);
  await using api = await startApi({ journal });
  for (let number = 1; number <= size; number += 1) {
    const entry = journal.begin(number, { service: 'api', operation: 'GET', target: `/${number}` });
    entry.rows = { order: 'updatedAt', first: number, last: number };
  }
  const entries = await playgroundJournal(api.url).entries();
  expect(entries.length).toBe(size);
  expect(entries.every(({ number, target }, index) => number === index + 1 && target === `/${number}`)).toBe(
    true,
  );
  expect(entries.at(-1)).toMatchObject({ number: size, at: size, rows: { first: size, last: size } });
});
