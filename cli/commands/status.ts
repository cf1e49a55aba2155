import { Command } from 'commander';
import { table } from '../../core/table.ts';
import { controlStatusOf, statusOf } from '../../playground/status.ts';
import type { Terminal } from '../terminal.ts';
import { directoryOption } from './directory-option.ts';
import { controlUrlOf, type DirectoryOptions, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

/** Says which services run, where, and whether they answer. */
export function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .description('show which services run, where, and whether they answer')
    .addOption(directoryOption())
    .addOption(worldOption())
    .option('--json', 'as JSON')
    .action(async (given: DirectoryOptions & { json?: boolean }) => {
      const options = await inWorld(given, terminal);
      const started = await runningPlayground(options, terminal);
      const controlUrl = await controlUrlOf(options, terminal);
      const services = [...(await statusOf(started)), ...(await controlStatusOf(controlUrl))];
      if (options.json) terminal.write(`${JSON.stringify(services, null, 2)}\n`);
      else
        terminal.write(
          table(
            ['Service', 'Address', 'State'],
            services.map((row) => [row.service, row.url, row.answers ? 'up' : 'DOES NOT ANSWER']),
          ),
        );
      const silent = services.filter(({ answers }) => !answers).map(({ service }) => service);
      if (silent.length > 0)
        throw new Error(`${silent.join(', ')} does not answer. Stop the playground and start it again.`);
    });
}
