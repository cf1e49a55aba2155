import { Command, Option } from 'commander';
import { environmentOf } from '../../playground/environment.ts';
import { shellQuoted } from '../shell-quoted.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { endpointsOption } from './endpoints-option.ts';
import { controlUrlOf, type DirectoryOptions, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

type Variables = Readonly<Record<string, string>>;

interface EnvOptions extends DirectoryOptions {
  readonly json?: boolean;
  readonly dotenv?: boolean;
}

/** Prints where everything is as environment variables. */
export function envCommand(terminal: Terminal): Command {
  return new Command('env')
    .description('print all addresses and credentials, as shell exports: eval "$(playground env)"')
    .addOption(directoryOption())
    .addOption(worldOption())
    .addOption(endpointsOption())
    .addOption(new Option('--json', 'as a JSON object').conflicts('dotenv'))
    .addOption(new Option('--dotenv', 'as the lines of a .env file'))
    .action(async (given: EnvOptions) => {
      const options = await inWorld(given, terminal);
      const started = await runningPlayground(options, terminal);
      const variables = environmentOf(started, await controlUrlOf(options, terminal));
      terminal.write(`${present(variables, options)}\n`);
    });
}

function present(variables: Variables, { json, dotenv }: EnvOptions): string {
  if (json) return JSON.stringify(variables, null, 2);
  const lines = Object.entries(variables);
  if (dotenv) return lines.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join('\n');
  return lines.map(([name, value]) => `export ${name}=${shellQuoted(value)}`).join('\n');
}
