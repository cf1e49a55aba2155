import { Command, Option } from 'commander';
import { PlaygroundError } from '../../core/playground-error.ts';
import { table } from '../../core/table.ts';
import type { PresentedWorld } from '../../playground/control/world-pages.ts';
import { createWorld, deleteWorld, listWorlds } from '../../playground/worlds/remote-worlds.ts';
import type { Terminal } from '../terminal.ts';
import { rateOf } from './clock-rate.ts';
import { directoryOption } from './directory-option.ts';
import { limitOf } from './limit-option.ts';
import { listOf } from './list-option.ts';
import { controlUrlOf, type DirectoryOptions, runningPlayground } from './running.ts';
import { wholeNumber } from './whole-number.ts';

interface CreateOptions extends DirectoryOptions {
  readonly services?: readonly string[];
  readonly preset?: string;
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: string;
  readonly clockRate?: number;
  readonly credentials?: string;
  readonly postgresRows?: number;
  readonly s3Files?: number;
  readonly rateLimit?: number | boolean;
  readonly allowedHosts?: readonly string[];
  readonly standIns?: readonly string[];
  readonly json?: boolean;
}

const createOptions: readonly Option[] = [
  new Option('--services <list>', 'only these (default: those of the playground)').argParser(listOf),
  new Option('--preset <kind>', 'how it lives: still, living, living+late …'),
  new Option('--seed <number>', 'selects its data').argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  new Option('--records <number>', 'number of people, 0 to 1e12').argParser(wholeNumber(0, 1e12)),
  new Option('--anchor <instant|now>', 'the newest row is older than this'),
  new Option('--clock-rate <number>', 'seconds of the world in a real second').argParser(rateOf),
  new Option('--credentials <kind>', 'fixed or random').choices(['fixed', 'random']),
  new Option('--postgres-rows <number>', 'rows of the table people, 0 to 1e8').argParser(wholeNumber(0, 1e8)),
  new Option('--s3-files <number>', 'CSV files besides the eight tables').argParser(wholeNumber(0, 1e6)),
  new Option('--rate-limit [capacity|true|false]', 'limit the requests of its API to 10 a second').argParser(
    limitOf,
  ),
  new Option('--allowed-hosts <list>', 'public names that its gateway forwards to the real host').argParser(
    listOf,
  ),
  // The playground refuses it and says what to do.
  new Option('--stand-ins <list>').argParser(listOf).hideHelp(),
];

/** Makes, lists and deletes further worlds of a running playground. */
export function worldCommand(terminal: Terminal): Command {
  const command = new Command('world').description('make, list and delete further worlds (docs/worlds.md)');
  const add = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .addOption(directoryOption())
      .option('--json', 'print the answer as JSON');
  const create = add('create <name>', 'make a world; what is left out is as in the playground');
  for (const option of createOptions) create.addOption(option);
  create.action(async (name: string, options: CreateOptions) => {
    const world = await createWorld(await controlUrl(options, terminal), { name, ...orderOf(options) });
    terminal.write(options.json ? `${JSON.stringify(world, null, 2)}\n` : inWords([world]));
  });
  add('list', 'list the worlds that run').action(async (options: CreateOptions) => {
    const worlds = await listWorlds(await controlUrl(options, terminal));
    if (options.json) terminal.write(`${JSON.stringify(worlds, null, 2)}\n`);
    else terminal.write(worlds.length === 0 ? 'There is only the default world.\n' : inWords(worlds));
  });
  add('delete <name>', 'end a world and remove all that it has').action(
    async (name: string, options: CreateOptions) => {
      await deleteWorld(await controlUrl(options, terminal), name);
      terminal.write(options.json ? '{"status": "deleted"}\n' : `${name} is deleted.\n`);
    },
  );
  return command;
}

function orderOf({ services, preset, seed, records, anchor, ...rest }: CreateOptions) {
  const { clockRate, credentials, postgresRows, s3Files, rateLimit, allowedHosts, standIns } = rest;
  // What is undefined does not get into JSON.
  return {
    ...{ services, preset, seed, records, anchor, credentials },
    ...{ clock_rate: clockRate, postgres_rows: postgresRows, s3_files: s3Files },
    ...{ rate_limit: rateLimit, allowed_hosts: allowedHosts, stand_ins: standIns },
  };
}

async function controlUrl(options: DirectoryOptions, terminal: Terminal): Promise<string> {
  await runningPlayground(options, terminal);
  const url = await controlUrlOf(options, terminal);
  if (url !== undefined) return url;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    'The services of this playground are containers of their own, which have one world. ' +
      'Further worlds need playground up, or the image connector-playground.',
  );
}

function inWords(worlds: readonly PresentedWorld[]): string {
  const rows = worlds.flatMap(({ name, clock, control_url, services }) => [
    [name, clock.now, 'control', control_url],
    ...Object.entries(services).map(([service, url]) => ['', '', service, url]),
  ]);
  return table(['World', 'Clock', 'Service', 'Address'], rows);
}
