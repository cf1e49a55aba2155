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
  [['add'], 2, 'Give a file, a --scenario, or --on and --do.'],
  [['add', 'plan.yaml', '--scenario', '16'], 2, 'Give --scenario, a file or --on, and no two of them.'],
  [['add', '--scenario', '16', '--on', 'page=1'], 2, 'Give --scenario, a file or --on, and no two of them.'],
  [['add', '--scenario', '99'], 2, "There is no scenario '99'"],
  [['add', '--scenario', '1'], 2, 'In 01 same-second-later nothing goes wrong: it has no plan.'],
  [['add', '--scenario', '43'], 2, 'The plan of 43 snapshot-then-stream is about {"sql":"$query"}, and only'],
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

it.each<[string, string, readonly string[], string]>([
  ['a scenario by its number', '', ['--scenario', '16'], 'route: people, page: 3  do status: 500  times 20'],
  [
    'a scenario for one route',
    '',
    ['--scenario', 'error-is-the-end', '--route', 'pagination_offset'],
    'route: pagination_offset, page: 3  do status: 500  times 20',
  ],
  [
    'the plan of a scenario in a file',
    'scenario: my-own\nplan:\n  - { on: { page: 2 }, do: reset }\nthen: [sync]\nexpect: { causes: [cut-body] }\n',
    ['own.yaml'],
    'page: 2  do reset: true',
  ],
  ['one fault in a file', '{ on: { page: 2 }, do: reset }', ['own.yaml'], 'page: 2  do reset: true'],
])('adds %s', async (_what, text, argv, shown) => {
  await using folder = await testTerminal();
  const directory = `${folder.directory}/.playground`;
  await using _playground = await createPlayground({ services: ['api'], directory });
  await writeFile(`${folder.directory}/own.yaml`, text);
  expect(await saidBy(['fault', 'add', ...argv], folder.directory)).toMatchObject({
    code: 0,
    output: `1  on ${shown}  fired 0\n`,
    errors: '',
  });
});

it('says where the scenario of a file is wrong', async () => {
  await using folder = await testTerminal();
  const directory = `${folder.directory}/.playground`;
  await using _playground = await createPlayground({ services: ['api'], directory });
  await writeFile(
    `${folder.directory}/own.yaml`,
    'scenario: my-own\nplan: [{ on: { page: 0 }, do: reset }]\n',
  );
  expect(await saidBy(['fault', 'add', 'own.yaml'], folder.directory)).toMatchObject({
    code: 2,
    errors: expect.stringMatching(/own\.yaml\.plan\[0\]\.on\.page must be .* See line 2, column 16\./),
  });
});

/** What `fault add`, `up` and `seed` say of a file that they refuse. */
it.each([
  [
    '- { on: { route: people }, do: { statsu: 500 } }',
    "plan.yaml[0].do has an unknown property 'statsu'.",
    1,
    34,
  ],
  [
    '- { on: { route: people }, do: reset }\n- { on: {}, do: reset }',
    'plan.yaml[1].on must be at least',
    2,
    5,
  ],
  ['plan:\n  - on: { route: people }', "plan.yaml.plan[0] must say 'do'", 2, 5],
  ['plan:\n  - { on: { route: people }, do: reset, times: no }', 'plan.yaml.plan[0].times must be', 2, 41],
  ['plan: []\nplans: []', "plan.yaml has an unknown property 'plans'.", 2, 1],
  ['on: { page: 0 }\ndo: reset', 'plan.yaml.on.page must be a whole number', 1, 7],
  ['scenario: own\nplan: [{ on: { page: 1 } }]', "plan.yaml.plan[0] must say 'do'", 2, 8],
  ['- { on: [', 'plan.yaml: it is no YAML', 1, 10],
  ['seven', 'plan.yaml must be a map', 1, 1],
])('%j is refused with line and column', async (text, message, line, column) => {
  await using folder = await testTerminal();
  await writeFile(`${folder.directory}/plan.yaml`, text);
  for (const argv of [
    ['fault', 'add', 'plan.yaml'],
    ['up', '--faults', 'plan.yaml'],
    ['seed', '--faults', 'plan.yaml'],
  ]) {
    const { code, errors } = await saidBy(argv, folder.directory);
    expect([argv, code, errors]).toEqual([argv, 2, expect.stringContaining(message)]);
    expect(errors).toContain(`line ${line}, column ${column}`);
  }
});
