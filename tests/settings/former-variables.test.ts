import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { EnvironmentSettings } from '../../core/env.ts';
import type { LogFields } from '../../core/logger.ts';
import { formerNames, read } from './documented.ts';
import { programs, variablesRead } from './variables-read.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/services/api/main.js');

/** Both names of every variable that had another one, as the programs look them up. */
const renamed = Object.entries(programs).flatMap(([service, program]) => {
  const asked = [...variablesRead(program)];
  const irregular = new Map(formerNames().map(({ before, now }) => [now, before]));
  return asked
    .filter((name) => name.startsWith('PLAYGROUND_'))
    .map((now) => ({ service, now, before: irregular.get(now) ?? now.replace('PLAYGROUND_', '') }))
    .filter(({ before }) => asked.includes(before));
});

describe('a variable by its name of version 0.1', () => {
  it('is known for all but those that had the prefix then', () => {
    const now = new Set(renamed.map((each) => each.now));
    const others = Object.values(programs).flatMap((program) =>
      [...variablesRead(program)].filter((name) => name.startsWith('PLAYGROUND_') && !now.has(name)),
    );
    expect([...new Set(others)].sort()).toEqual([
      'PLAYGROUND_ANCHOR',
      'PLAYGROUND_CLOCK_RATE',
      'PLAYGROUND_CLOCK_URL',
      'PLAYGROUND_JOURNAL_SIZE',
      'PLAYGROUND_RECORDS',
      'PLAYGROUND_SEED',
      'PLAYGROUND_SERVER_NAMES',
      'PLAYGROUND_WORLD',
    ]);
    expect(now.size).toBeGreaterThan(60);
  });

  it.each(renamed)('$service takes $before for $now, and says so', ({ now, before }) => {
    const logged: [string, LogFields][] = [];
    const settings = new EnvironmentSettings({ [before]: '7' }, (event, fields) =>
      logged.push([event, fields]),
    );
    expect(settings.text(now, 'unset', before)).toBe('7');
    expect(logged).toEqual([
      [
        'former_name',
        { variable: before, wayOut: `Set ${now} instead: ${before} is accepted until version 0.3.` },
      ],
    ]);
  });

  it.each([
    [{ PLAYGROUND_A_B: '1', A_B: '1' }, '1'],
    [{ PLAYGROUND_A_B: '1', A_B: '' }, '1'],
    [{ PLAYGROUND_A_B: '', A_B: '2' }, '2'],
    [{ PLAYGROUND_A_B: '3' }, '3'],
  ])('%j is %s', (env, value) => {
    expect(new EnvironmentSettings(env).text('PLAYGROUND_A_B', 'unset')).toBe(value);
  });

  it('is refused beside another value, and neither value is shown', () => {
    const settings = new EnvironmentSettings({ PLAYGROUND_API_KEY: 'secret-1', API_KEY: 'secret-2' });
    const ask = () => settings.text('PLAYGROUND_API_KEY', '');
    expect(ask).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message:
          'PLAYGROUND_API_KEY and API_KEY, its name in version 0.1, have different values. Set PLAYGROUND_API_KEY alone.',
      }),
    );
  });

  it('is not looked for where there was none', () => {
    expect(new EnvironmentSettings({ SEED: '7' }).integer('PLAYGROUND_SEED', 42, 'PLAYGROUND_SEED')).toBe(42);
  });

  it.each([
    [
      { API_PORT: 'many' },
      /Set PLAYGROUND_API_PORT instead.*\n.*API_PORT must be a whole number, but is 'many'/,
    ],
    [{ API_PORT: '1', PLAYGROUND_API_PORT: '2' }, /"failed":"PLAYGROUND_API_PORT and API_PORT/],
    [{ PLAYGROUND_SERVER_NAMES: 'a,,b' }, /PLAYGROUND_SERVER_NAMES is 'a,,b'\. It has an empty item/],
    [{ PLAYGROUND_RATE_LIMIT: 'some' }, /PLAYGROUND_RATE_LIMIT is 'some'\. It must be true, false or/],
    [{ PLAYGROUND_ANCHOR: 'noon' }, /PLAYGROUND_ANCHOR must be 'now' or an instant.*'noon'/],
  ])('in a process of its own: %j', async (env, said) => {
    const run = promisify(execFile)(process.execPath, [MAIN], { env: { ...process.env, ...env } });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(said) });
  });
});

describe('the container of the bastion, whose program is a shell script', () => {
  const START = path.resolve(import.meta.dirname, '../../services/bastion/openssh/start');

  it('says what a variable is called now, and refuses two values before it does anything', async () => {
    const env = {
      PATH: process.env['PATH'],
      BASTION_SECRETS: '/nowhere',
      BASTION_FORWARDS: 'a:1',
      PLAYGROUND_BASTION_FORWARDS: 'b:1',
    };
    await expect(promisify(execFile)('bash', [START], { env })).rejects.toMatchObject({
      code: 1,
      stderr: [
        'Set PLAYGROUND_BASTION_SECRETS instead: BASTION_SECRETS is accepted until version 0.3.',
        'PLAYGROUND_BASTION_FORWARDS and BASTION_FORWARDS, its name in version 0.1, have different values. Set PLAYGROUND_BASTION_FORWARDS alone.',
        '',
      ].join('\n'),
    });
  });
});

describe('docker-compose.yml', () => {
  it('hands each variable that it has two names for to a program that tells of it', () => {
    const text = read('docker-compose.yml');
    const former = [...text.matchAll(/\$\{((?!PLAYGROUND_)[A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name);
    expect(new Set(former).size).toBeGreaterThan(12);
    const irregular = new Map(formerNames().map(({ before, now }) => [before, now]));
    for (const before of new Set(former)) {
      const now = irregular.get(before) ?? `PLAYGROUND_${before}`;
      expect(text).toContain(`\n      ${before}: \${${before}:-}\n`);
      expect(text).toContain(`\n      ${now}: \${${now}:-}\n`);
    }
  });
});
