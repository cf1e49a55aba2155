import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import * as containers from 'connector-playground/testcontainers';
import { upOptions, upSettings } from '../../cli/commands/up-options.ts';
import { environmentOf } from '../../playground/environment.ts';
import { manifestOf, type StartedEndpoints, serviceNames } from '../../playground/manifests.ts';
import { type PlaygroundOptions, parseSettings } from '../../playground/options.ts';
import { documentedSettings, formerNames, namesIn, read } from './documented.ts';
import { programs, variablesRead } from './variables-read.ts';

const { ofPlayground, all } = documentedSettings();
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const snake = (name: string): string => name.replace(/[A-Z]/g, (each) => `_${each}`).toLowerCase();
const cellsOf = (column: keyof (typeof all)[number]): string[] =>
  sorted(all.flatMap((row) => namesIn(row[column])));

/** The compiler keeps it complete. */
const OPTIONS: Readonly<Record<keyof Required<PlaygroundOptions>, true>> = {
  ...{ services: true, seed: true, records: true, anchor: true, credentials: true, rateLimit: true },
  ...{ postgresRows: true, s3Files: true, standIns: true, sources: true, declared: true },
  ...{ allowedHosts: true, host: true, serverNames: true },
  ...{
    ports: true,
    defaultPorts: true,
    directory: true,
    journalSize: true,
    journalStatements: true,
    faults: true,
    controlPort: true,
    clock: true,
    world: true,
    clockRate: true,
    replays: true,
    replayIgnore: true,
    recording: true,
    logger: true,
    signal: true,
    onFatal: true,
  },
};

/** Read by a file that cannot be run for that: its names are those that stand in its text. */
const READ_ELSEWHERE: Readonly<Record<string, RegExp>> = {
  'cli/commands/running.ts': /'(PLAYGROUND_[A-Z0-9_]+)'/g,
  'clients/python/src/connector_playground_testing/local_home.py': /environ\.get\("(PLAYGROUND_[A-Z_]+)"/g,
  'clients/python/src/connector_playground_testing/plugin.py': /environ\.get\("(PLAYGROUND_[A-Z_]+)"/g,
  'docker-compose.yml': /\$\{(PLAYGROUND_[A-Z0-9_]+)/g,
  'playground/compose/gateway-main.ts': /'(PLAYGROUND_[A-Z0-9_]+)'/g,
  'playground/compose/seeder.ts': /'(PLAYGROUND_[A-Z0-9_]+)'/g,
  'playground/compose/set-up-main.ts': /'(PLAYGROUND_[A-Z0-9_]+)'/g,
  'services/bastion/openssh/start': /\$\(setting (PLAYGROUND_[A-Z0-9_]+)/g,
};

describe('docs/settings.md', () => {
  it('has every option of the command, and no other', () => {
    const former = upSettings.flatMap(({ formerly, each }) => [formerly, each]);
    const options = upOptions.filter((option) => !former.includes(option)).map(({ long }) => long ?? '');
    expect(cellsOf('command')).toEqual(sorted(options));
  });

  it('has every option of createPlayground(), and no other', () => {
    expect(cellsOf('node')).toEqual(sorted(Object.keys(OPTIONS)));
  });

  it('has every variable that a program reads, and no other', () => {
    const ofPrograms = Object.values(programs).flatMap((program) => [...variablesRead(program)]);
    const inTexts = Object.entries(READ_ELSEWHERE).flatMap(([file, names]) =>
      [...read(file).matchAll(names)].map(([, name = '']) => name),
    );
    const variables = [...ofPrograms, ...inTexts, ...upSettings.map(({ variable }) => variable)];
    expect(cellsOf('environment')).toEqual(sorted(variables.filter((name) => /^PLAYGROUND_/.test(name))));
  });

  it('has every variable of .env.example, with its default there', () => {
    const lines = [...read('.env.example').matchAll(/^(PLAYGROUND_\w+)=(.*)$/gm)];
    expect(lines.length).toBeGreaterThan(15);
    for (const [, name = '', value = ''] of lines) {
      expect(cellsOf('environment')).toContain(name);
      expect(read('docker-compose.yml')).toMatch(new RegExp(`\\$\\{${name}:-`));
      expect([name, read('docs/settings.md').includes(value)]).toEqual([name, true]);
    }
  });

  it('has every with… of the container classes, and no other', () => {
    const deprecated = formerNames().map(({ before }) => before);
    const classes = Object.values(containers).filter((each) => typeof each === 'function' && each.prototype);
    const methods = classes
      .flatMap((each) => Object.getOwnPropertyNames(each.prototype))
      .filter((name) => /^with[A-Z]/.test(name) && name !== 'withCommand' && !deprecated.includes(name));
    expect(cellsOf('testcontainers')).toEqual(sorted(methods));
  });

  it('has every with_… of the Python class, and no other', () => {
    const text = read('clients/python/src/connector_playground_testing/container.py');
    const deprecated = formerNames().map(({ before }) => before);
    const methods = [...text.matchAll(/^ {4}def (with_\w+)\(/gm)].map(([, name = '']) => name);
    const own = methods.filter(
      (name) => !['with_command', 'with_kwargs'].includes(name) && !deprecated.includes(name),
    );
    expect(cellsOf('python')).toEqual(sorted(own));
  });

  it.each(ofPlayground.map((row) => [row.setting, row] as const))(
    'calls %s by one name everywhere',
    (_name, row) => {
      const [name = ''] = namesIn(row.setting);
      const spelled = {
        command: `--${snake(name).replaceAll('_', '-')}`,
        node: name,
        environment: `PLAYGROUND_${snake(name).toUpperCase()}`,
        testcontainers: `with${name[0]?.toUpperCase()}${name.slice(1)}`,
        python: `with_${snake(name)}`,
      };
      for (const [column, spelling] of Object.entries(spelled)) {
        const cell = row[column as keyof typeof spelled];
        if (cell !== '–') expect([column, cell]).toEqual([column, `\`${spelling}\``]);
      }
    },
  );

  it.each(['seed', 'records', 'postgresRows', 's3Files', 'credentials', 'host'] as const)(
    'has the default of %s',
    (name) => {
      const row = ofPlayground.find(({ setting }) => setting === `\`${name}\``);
      expect(row?.fallback).toBe(String(parseSettings({})[name]));
    },
  );
});

it('what `playground env` prints is no setting of `playground up`', () => {
  const started = Object.fromEntries(serviceNames.map((name) => [name, manifestOf(name).sample]));
  const printed = Object.keys(environmentOf(started as StartedEndpoints));
  expect(printed).toContain('PLAYGROUND_BASTION_PORT');
  expect(upSettings.filter(({ variable }) => printed.includes(variable))).toEqual([]);
});

it('every option of the command is one of commander’s', () => {
  const command = new Command();
  for (const option of upOptions) command.addOption(option);
  expect(command.options.length).toBe(upOptions.length);
});
