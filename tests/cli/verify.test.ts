import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';
import type { FoundRow } from '../verify/memory-destination.ts';
import { foundRows } from '../verify/right-rows.ts';

async function terminalWith(
  files: Readonly<Record<string, string | readonly FoundRow[]>>,
): Promise<TestTerminal> {
  const terminal = await testTerminal();
  for (const [name, content] of Object.entries(files)) {
    const text =
      typeof content === 'string' ? content : content.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeFile(path.join(terminal.directory, name), text);
  }
  return terminal;
}

const users = (): FoundRow[] => foundRows('public.users');
const file = ['--ndjson', 'users.ndjson'];

it.each<[string, FoundRow[], readonly string[], number, RegExp]>([
  ['a right destination', users(), file, 0, /users = public\.users {2}✓ 200 rows, equal\n/],
  [
    'a wrong one',
    users().slice(1),
    file,
    1,
    /✗ 199 rows, 199 equal: 1 missing\n.*public\.users 1 is not there/s,
  ],
  ['another world', users(), [...file, '--seed', '43'], 1, /name never has the value of name/],
  ['one table', users(), [...file, '--table', 'users'], 0, /✓ 200 rows/],
  [
    'a table that is not there',
    users(),
    [...file, '--table', 'user'],
    3,
    /no table 'user'.*Did you mean 'users'\?/,
  ],
  ['no file', users(), ['--ndjson', 'nothing.ndjson'], 2, /nothing\.ndjson/],
  ['no folder', users(), ['nowhere'], 3, /nowhere/],
  ['two destinations', users(), [...file, '--csv', 'a.csv'], 2, /cannot be used with/],
  ['an instant that is none', users(), [...file, '--at', 'noon'], 2, /must be an instant/],
  [
    'a window without an end',
    users(),
    [...file, '--from', '2026-01-01T00:00:00Z'],
    2,
    /both --from and --to/,
  ],
  ['a world that lives', users(), [...file, '--world', 'living'], 3, /This world lives.*--at/],
  ['a world that there is not', users(), [...file, '--world', 'dead'], 2, /There is no world 'dead'/],
  ['no such config', users(), [...file, '--config', 'none.yaml'], 2, /There is no file .*none\.yaml/],
  ['a config', users().slice(1), [...file, '--config', 'part.yaml'], 0, /missing rows are not looked for/],
  [
    'a wrong config',
    users(),
    [...file, '--config', 'wrong.yaml'],
    2,
    /'public\.user'.*Did you mean 'public\.users'\?/,
  ],
])('compares: %s', async (_what, rows, argv, code, said) => {
  await using terminal = await terminalWith({
    'users.ndjson': rows,
    'part.yaml': 'tables: { users: { rows: part } }',
    'wrong.yaml': 'tables: { users: { source: public.user } }',
  });
  expect([await run(['verify', ...argv], terminal), terminal.output + terminal.errors]).toEqual([
    code,
    expect.stringMatching(said),
  ]);
});

it('prints a document, lines and JUnit', async () => {
  await using terminal = await terminalWith({ 'users.ndjson': users().slice(1) });
  expect(await run(['verify', ...file, '--json', '--junit', 'report.xml'], terminal)).toBe(1);
  expect(JSON.parse(terminal.output)).toMatchObject({
    version: 1,
    result: 'differs',
    world: { seed: 42, records: 200, world: 'still' },
    tables: [{ destination: 'users', source: 'public.users', rows: 199, equal: 199, missing: 1 }],
    findings: [{ kind: 'missing', cause: 'unknown', verdict: 'unknown', count: 1, keys: [{ id: 1 }] }],
  });
  const junit = await readFile(path.join(terminal.directory, 'report.xml'), 'utf8');
  expect(junit).toMatch(/<testsuite name="users" tests="3" failures="1"/);
  expect(junit).toContain('<failure type="unknown" message="1 missing">public.users 1 is not there');

  await using other = await terminalWith({ 'users.ndjson': users().slice(1) });
  expect(await run(['verify', ...file, '--jsonl'], other)).toBe(1);
  expect(JSON.parse(other.output)).toMatchObject({
    table: 'users',
    kind: 'missing',
    key: { id: 1 },
    found: null,
  });
});
