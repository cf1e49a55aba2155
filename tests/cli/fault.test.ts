import { writeFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { saidBy } from '../support/said-by.ts';
import { testTerminal } from '../support/test-terminal.ts';

it('adds, lists and clears faults of a running playground', async () => {
  await using folder = await testTerminal();
  const directory = `${folder.directory}/.playground`;
  await using playground = await createPlayground({ services: ['api'], directory });
  await writeFile(
    `${folder.directory}/plan.yaml`,
    '- { on: { route: people, page: 3 }, do: { status: 500 } }\n- { on: { route: people }, after: { clock: +5s } }\n',
  );
  const told = async (...argv: readonly string[]): Promise<readonly unknown[]> => {
    const { code, output, errors } = await saidBy(['fault', ...argv], folder.directory);
    return [code, output, errors];
  };
  expect(await told('list')).toEqual([0, 'no faults\n', '']);
  expect(await told('add', 'plan.yaml')).toEqual([
    0,
    '1  on route: people, page: 3  do status: 500  fired 0\n2  on route: people  after clock: 5000ms  fired 0\n',
    '',
  ]);
  expect(
    await told(
      'add',
      '--on',
      'route=people,page=2',
      '--do',
      'status=429,headers={Retry-After: 2}',
      '--times',
      '2',
    ),
  ).toEqual([
    0,
    '3  on route: people, page: 2  do status: 429, headers: {"Retry-After":"2"}  times 2  fired 0\n',
    '',
  ]);
  expect(await told('add', '--on', 'path=/pagination/*', '--do', 'reset', '--times', 'always')).toEqual([
    0,
    '4  on path: /pagination/*  do reset: true  times always  fired 0\n',
    '',
  ]);
  await expect(fetch(`${playground.endpoints.api.url}/pagination/offset`)).rejects.toThrow();
  expect((await told('list'))[1]).toContain(
    '4  on path: /pagination/*  do reset: true  times always  fired 1\n',
  );
  expect((await told('clear', '4'))[0]).toBe(0);
  expect(playground.faults.list().map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(await told('clear')).toEqual([0, 'no faults\n', '']);
});

it.each([
  [['add'], 2, 'Give a file, or --on and --do.'],
  [['add', 'plan.yaml', '--on', 'page=1'], 2, 'Give a file or --on, not both.'],
  [['add', 'missing.yaml'], 2, 'missing.yaml cannot be read'],
  [
    ['add', '--on', 'page:1', '--do', 'reset'],
    2,
    "--on must be as in name=value,name=value, but is 'page:1'.",
  ],
  [['add', '--on', 'page=1', '--do', 'statsu=500'], 2, "fault.do has an unknown property 'statsu'."],
  [['add', '--on', 'tcp=api', '--do', 'reset'], 2, "No connection to 'api' can have faults here."],
  [['add', '--on', 'page=1', '--do', 'reset', '--times', 'often'], 2, 'fault.times must be'],
  [['clear', '7'], 2, "There is no fault '7'."],
])('%j ends with %i', async (argv, code, message) => {
  await using folder = await testTerminal();
  await using _playground = await createPlayground({
    services: ['api'],
    directory: `${folder.directory}/.playground`,
  });
  expect(await saidBy(['fault', ...argv], folder.directory)).toMatchObject({
    code,
    errors: expect.stringContaining(message),
  });
});
