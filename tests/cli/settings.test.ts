import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { runOptions } from '../../cli/commands/run-options.ts';
import { givenTo } from '../../cli/commands/setting.ts';
import { type UpOptions, upOptions, upSettings } from '../../cli/commands/up-options.ts';
import { run } from '../../cli/program.ts';
import { testTerminal } from '../support/test-terminal.ts';

/** What `playground up` with these arguments and variables is asked for, and what it says of that. */
async function given(argv: readonly string[], env: Record<string, string> = {}) {
  await using terminal = await testTerminal(env);
  const command = new Command('up').exitOverride().configureOutput({ writeErr: terminal.writeError });
  for (const option of upOptions) command.addOption(option);
  command.parse(argv, { from: 'user' });
  return { options: givenTo<UpOptions>(command, upSettings, terminal), said: terminal.errors };
}

/** Every option that takes a list, with two items that it takes. */
const LISTS = [
  ['--services', 'services', 's3', 'postgres'],
  ['--server-names', 'serverNames', 'a.example.com', 'b.example.com'],
  ['--stand-ins', 'standIns', 'one.js', 'two.js'],
  ['--sources', 'sources', 'acme.source.yaml', 'b.source.yaml'],
  ['--replays', 'replays', 'one.har', 'two.har'],
  ['--replay-ignore', 'replayIgnore', 'since', '*_id'],
  ['--allowed-hosts', 'allowedHosts', '*.a.com', 'b.com'],
] as const;

describe('a list', () => {
  it('is each option that says so', () => {
    const lists = [...upOptions, ...runOptions].filter(({ flags }) => flags.endsWith('<list>'));
    const known = [...LISTS.map(([flag]) => flag), '--ports', '--only'];
    expect(lists.map(({ long }) => long).sort()).toEqual([...known].sort());
    // Nothing else takes several words, but options of version 0.1.
    const variadic = [...upOptions, ...runOptions].filter((option) => option.variadic && !option.hidden);
    expect(variadic).toEqual([]);
  });

  it.each(
    LISTS.flatMap(([flag, name, one, two]) =>
      [
        [flag, `${one},${two}`],
        [flag, `${one}, ${two}`],
        [`${flag}=${one},${two}`],
        [flag, one, flag, two],
        [flag, `${one},${two}`, flag, one],
        [flag, `${one},${one}`, flag, two],
      ].map((argv) => ({ argv, name, items: [one, two] })),
    ),
  )('$argv is $items', async ({ argv, name, items }) => {
    expect((await given(argv)).options[name]).toEqual(items);
  });

  it.each(
    LISTS.map(([flag, name, one, two]) => ({
      variable: `PLAYGROUND_${flag.slice(2).toUpperCase().replaceAll('-', '_')}`,
      ...{ text: `${one}, ${two},${one}`, name, items: [one, two] },
    })),
  )('$variable=$text is $items', async ({ variable, text, name, items }) => {
    expect((await given([], { [variable]: text })).options[name]).toEqual(items);
  });

  it.each([
    [['--ports', 's3=1,api=2'], { s3: 1, api: 2 }],
    [['--ports', 's3=1', '--ports', 'api=2'], { s3: 1, api: 2 }],
    [['--ports', 's3=1,s3=1', '--ports', 's3=1'], { s3: 1 }],
  ])('%j is %j', async (argv, ports) => {
    expect((await given(argv)).options.ports).toEqual(ports);
  });

  const withEmptyItems = [...LISTS.map(([flag, , one]) => [flag, one]), ['--ports', 's3=1']] as const;
  it.each(
    withEmptyItems.flatMap(([flag, one]) =>
      ['', ' ', ',', `${one},`, `,${one}`, `${one},,${one}`].map((text) => ['up', flag, text]),
    ),
  )('%s %s %j is refused for its empty item', async (...argv) => {
    await using terminal = await testTerminal();
    expect(await run(argv as string[], terminal)).toBe(2);
    expect(terminal.errors).toMatch(/argument '.*' is invalid\. It has an empty item/);
  });

  it.each([
    [['run', '.', '--only', 'a,,b'], /It has an empty item/],
    [['reset', 's3,'], /It has an empty item/],
    [['reset', 's3,s4'], /no service 's4'/],
    [['up', '--ports', 's3=1,s3=2'], /s3 has two ports, 1 and 2/],
    [['up', '--ports', 's3=1', '--ports', 's3=2'], /s3 has two ports, 1 and 2/],
    [['up', '--services', 's3', 'postgres'], /too many arguments/],
  ])('%j is refused', async (argv, said) => {
    await using terminal = await testTerminal();
    expect(await run(argv, terminal)).toBe(2);
    expect(terminal.errors).toMatch(said);
  });
});

describe('an option by its name of version 0.1', () => {
  it.each([
    [['--pg-rows', '7'], { postgresRows: 7 }, '--postgres-rows', '--pg-rows'],
    [['--stand-in', 'a.js', 'b.js'], { standIns: ['a.js', 'b.js'] }, '--stand-ins', '--stand-in'],
    [
      ['--stand-in', 'a.js', '--stand-in', 'b.js'],
      { standIns: ['a.js', 'b.js'] },
      '--stand-ins',
      '--stand-in',
    ],
    [
      ['--allow-host', 'a.com', 'b.com'],
      { allowedHosts: ['a.com', 'b.com'] },
      '--allowed-hosts',
      '--allow-host',
    ],
    [['--server-name', 'a', 'b'], { serverNames: ['a', 'b'] }, '--server-names', '--server-name'],
    [['--pg-rows', '7', '--postgres-rows', '7'], { postgresRows: 7 }, '--postgres-rows', '--pg-rows'],
  ])('%j is %j, with a word on %s', async (argv, expected, now, before) => {
    const { options, said } = await given(argv);
    expect(options).toMatchObject(expected);
    expect(said).toBe(`Write ${now} instead: ${before} is accepted until version 0.3.\n`);
  });

  it('is refused beside another value', async () => {
    await expect(given(['--pg-rows', '7', '--postgres-rows', '8'])).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message:
        '--postgres-rows and --pg-rows, its name in version 0.1, have different values. Write --postgres-rows alone.',
    });
  });

  it('is in no help', async () => {
    await using terminal = await testTerminal();
    await run(['up', '--help'], terminal);
    expect(terminal.output).toContain('--postgres-rows');
    for (const before of ['--pg-rows', '--stand-in ', '--allow-host', '--server-name ']) {
      expect(terminal.output).not.toContain(before);
    }
  });
});

describe('a variable', () => {
  it.each([
    [[], { PLAYGROUND_SEED: '7' }, { seed: 7 }],
    [['--seed', '8'], { PLAYGROUND_SEED: '7' }, { seed: 8 }],
    [['--pg-rows', '8'], { PLAYGROUND_POSTGRES_ROWS: '7' }, { postgresRows: 8 }],
    [[], { PLAYGROUND_SEED: '' }, { seed: undefined }],
    [[], { PLAYGROUND_PORTS: 's3=1,api=0' }, { ports: { s3: 1, api: 0 } }],
    [[], { PLAYGROUND_RATE_LIMIT: '5' }, { rateLimit: 5 }],
    [['--rate-limit', 'false'], { PLAYGROUND_RATE_LIMIT: '5' }, { rateLimit: false }],
    [['--rate-limit'], {}, { rateLimit: true }],
    [[], { PLAYGROUND_LOG: 'json', PLAYGROUND_HOST: '::1' }, { log: 'json', host: '::1' }],
  ])('%j with %j is %j', async (argv, env, expected) => {
    const { options } = await given(argv, env);
    expect({ seed: undefined, ...options }).toMatchObject(expected);
  });

  it.each([
    [{ PLAYGROUND_SEED: 'many' }, "PLAYGROUND_SEED is 'many'. It must be a whole number from 0 to"],
    [{ PLAYGROUND_SERVICES: 's3,' }, "PLAYGROUND_SERVICES is 's3,'. It has an empty item"],
    [{ PLAYGROUND_SERVICES: 's4' }, "There is no service 's4'. Did you mean 's3'?"],
    [
      { PLAYGROUND_CREDENTIALS: 'new' },
      "PLAYGROUND_CREDENTIALS is 'new'. Allowed choices are fixed, random.",
    ],
    [{ PLAYGROUND_PORTS: 's3' }, "PLAYGROUND_PORTS is 's3'."],
  ])('%j is refused', async (env, said) => {
    await using terminal = await testTerminal(env);
    expect(await run(['up'], terminal)).toBe(2);
    expect(terminal.errors).toContain(said);
  });
});
