import { Command } from 'commander';
import { resetStarted } from '../../playground/reset-started.ts';
import { serviceNameOf } from '../../playground/service-names.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { listOf } from './list-option.ts';
import { type DirectoryOptions, resettersOf, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

/** Brings a running playground, or some of its services, back to the data of the start. */
export function resetCommand(terminal: Terminal): Command {
  return new Command('reset')
    .description('restore the initial data of services')
    .argument('[services...]', 'only these: s3 postgres, or s3,postgres', listOf, [])
    .addOption(directoryOption())
    .addOption(worldOption())
    .action(async (services: string[], given: DirectoryOptions) => {
      const options = await inWorld(given, terminal);
      const only = services.map(serviceNameOf);
      const started = await runningPlayground(options, terminal);
      const reset = await resetStarted(started, only, await resettersOf(options, terminal));
      terminal.write(reset.map(({ service, ms }) => `${service} reset in ${ms} ms\n`).join(''));
    });
}
