import { Command } from 'commander';
import type { PlannedFault } from '../../core/faults/written-fault.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { addFaults, clearFaults, listFaults } from '../../playground/faults/remote-faults.ts';
import { faultsInFile, faultsOfScenario } from '../fault/planned-in-file.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { parseInlineMap } from './inline-map.ts';
import { controlUrlOf, type DirectoryOptions } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

interface FaultOptions extends DirectoryOptions {
  readonly world?: string;
  readonly json?: boolean;
}

interface AddOptions extends FaultOptions {
  readonly on?: string;
  readonly do?: string;
  readonly after?: string;
  readonly times?: string;
  readonly scenario?: string;
  readonly route?: string;
}

/** Plans what goes wrong in a running playground. */
export function faultCommand(terminal: Terminal): Command {
  const command = new Command('fault').description('plan what goes wrong, and at which request');
  const add = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .addOption(directoryOption())
      .addOption(worldOption())
      .option('--json', 'print the faults as JSON');
  add('add [file]', 'add the faults of a YAML file, or one: --on route=people,page=3 --do status=500')
    .option('--scenario <scenario>', 'add the plan of a scenario, by its number or its name: 16')
    .option('--route <route>', 'what $route in the plan of a scenario stands for (default: people)')
    .option('--on <conditions>', 'when it happens: name=value, separated by commas')
    .option('--do <effects>', 'what the client meets: the same, or one word: reset')
    .option('--after <effects>', 'what happens when the answer is ready: clock=5s')
    .option('--times <number>', 'how many tries of one request meet it, or always')
    .action(async (file: string | undefined, options: AddOptions) => {
      const faults = await askedFaults(file, options, terminal);
      show(await addFaults(await urlOf(options, terminal), faults), options, terminal);
    });
  add('list', 'list them, with how often each has happened').action(async (options: FaultOptions) => {
    show(await listFaults(await urlOf(options, terminal)), options, terminal);
  });
  add('clear [id]', 'take one out of the plan, or all').action(
    async (id: string | undefined, options: FaultOptions) => {
      const url = await urlOf(options, terminal);
      await clearFaults(url, id);
      show(await listFaults(url), options, terminal);
    },
  );
  return command;
}

async function askedFaults(
  file: string | undefined,
  options: AddOptions,
  terminal: Terminal,
): Promise<unknown> {
  const { on, do: now, after, scenario, route } = options;
  const isInline = [on, now, after].some((part) => part !== undefined);
  if (file !== undefined && isInline) throw badOption('Give a file or --on, not both.');
  if (scenario !== undefined && (file !== undefined || isInline))
    throw badOption('Give --scenario, a file or --on, and no two of them.');
  if (scenario !== undefined) return await faultsOfScenario(scenario, route);
  return file === undefined ? inlineFault(options) : await faultsInFile(file, terminal, route);
}

function inlineFault({ on, do: now, after, times }: AddOptions): unknown {
  if (on === undefined) throw badOption('Give a file, a --scenario, or --on and --do.');
  return {
    on: parseInlineMap('--on', on),
    ...(now !== undefined && { do: parseInlineMap('--do', now) }),
    ...(after !== undefined && { after: parseInlineMap('--after', after) }),
    ...(times !== undefined && { times: /^\d+$/.test(times) ? Number(times) : times }),
  };
}

async function urlOf(options: FaultOptions, terminal: Terminal): Promise<string> {
  const url = await controlUrlOf(await inWorld(options, terminal), terminal);
  if (url !== undefined) return url;
  throw new PlaygroundError(
    'ERR_NOT_STARTED',
    'No playground runs here that has a plan for all of its services. Start one with playground up. ' +
      'Services in containers of their own each have a plan, at their own /_playground/faults.',
  );
}

function show(faults: readonly PlannedFault[], { json }: FaultOptions, terminal: Terminal): void {
  if (json) terminal.write(`${JSON.stringify(faults)}\n`);
  else terminal.write(faults.length === 0 ? 'no faults\n' : faults.map(lineOf).join(''));
}

/** `2  on route: people, page: 3  do status: 500  fired 1`. */
function lineOf({ id, fired, on, do: now, after, times }: PlannedFault): string {
  const parts = [
    `on ${shown(on)}`,
    now !== undefined && `do ${shown(now)}`,
    after !== undefined && `after ${shown(after)}`,
    times !== undefined && `times ${times}`,
    `fired ${fired}`,
  ];
  return `${[id, ...parts.filter(Boolean)].join('  ')}\n`;
}

function shown(map: object | string): string {
  if (typeof map === 'string') return map;
  return Object.entries(map)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}
