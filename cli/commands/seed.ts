import { Command } from 'commander';
import { createPlayground } from '../../playground/playground.ts';
import { Interruption } from '../interruption.ts';
import { jsonLog, prettyLog } from '../log.ts';
import type { Terminal } from '../terminal.ts';
import { playgroundOptions } from './playground-options.ts';
import { givenTo } from './setting.ts';
import { type UpOptions, upHelp, upOptions, upSettings } from './up-options.ts';

/** Makes the data, keys and certificates of a playground ahead, and leaves them for the next start. */
export function seedCommand(terminal: Terminal): Command {
  const command = new Command('seed').description(
    'make the data in advance, so that the next start is quick',
  );
  for (const option of upOptions) command.addOption(option);
  command.addHelpText('after', upHelp);
  return command.action(async () => {
    const options = givenTo<UpOptions>(command, upSettings, terminal);
    const logger = options.log === 'json' ? jsonLog(terminal) : prettyLog(terminal);
    const settings = await playgroundOptions(options, terminal);
    const end = new AbortController();
    void terminal.interrupted().then((by) => end.abort(new Interruption('Interrupted while seeding.', by)));
    const { signal } = end;
    // Whatever has the usual ports, nobody will connect to these services.
    const playground = await createPlayground({
      ...settings,
      defaultPorts: 'any',
      ports: {},
      logger,
      signal,
    });
    await playground.stop();
    terminal.write(`Seeded ${settings.directory}\n`);
  });
}
