import { Command } from 'commander';
import { resetStarted, type ServiceName } from '../../playground/index.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { type DirectoryOptions, runningPlayground } from './running.ts';

/** Brings a running playground, or some of its services, back to the data of the start. */
export function resetCommand(terminal: Terminal): Command {
  return new Command('reset')
    .description('bring services back to the data of the start')
    .argument('[services...]', 'only these')
    .addOption(directoryOption())
    .action(async (services: ServiceName[], options: DirectoryOptions) => {
      const endpoints = await runningPlayground(options, terminal);
      const reset = await resetStarted(endpoints, services);
      terminal.write(reset.map(({ service, ms }) => `${service} reset in ${ms} ms\n`).join(''));
    });
}
