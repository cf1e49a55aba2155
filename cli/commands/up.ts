import path from 'node:path';
import { Command } from 'commander';
import { createPlayground } from '../../playground/playground.ts';
import { watchSources } from '../../playground/sources/watch-sources.ts';
import { banner } from '../banner.ts';
import { Interruption } from '../interruption.ts';
import { jsonLog, prettyLog } from '../log.ts';
import type { Terminal } from '../terminal.ts';
import { playgroundOptions } from './playground-options.ts';
import { givenTo } from './setting.ts';
import { type UpOptions, upHelp, upOptions, upSettings } from './up-options.ts';

/** Starts the playground and stays until it is interrupted. */
export function upCommand(terminal: Terminal): Command {
  const command = new Command('up')
    .alias('start')
    .description('start the playground (what happens without a command)');
  for (const option of upOptions) command.addOption(option);
  command.addHelpText('after', upHelp);
  return command
    .allowExcessArguments(false)
    .action(() => up(givenTo(command, upSettings, terminal), terminal));
}

async function up(options: UpOptions, terminal: Terminal): Promise<void> {
  const end = new AbortController();
  const ended = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  void terminal.interrupted().then((by) => end.abort(new Interruption('Interrupted while starting.', by)));
  const onFatal = (cause: unknown): void =>
    end.abort(new Error('The playground failed and was stopped.', { cause }));
  const logger = options.log === 'json' ? jsonLog(terminal) : prettyLog(terminal);
  const { sourceFiles, ...settings } = await playgroundOptions(options, terminal);
  const startedAt = performance.now();
  const playground = await createPlayground({ ...settings, logger, signal: end.signal, onFatal });
  const endWatch = watchSources(sourceFiles, playground.sources, logger);
  try {
    if (options.log !== 'json') terminal.write(await banner(playground.endpoints, playground.controlUrl));
    logger('ready', {
      after_ms: Math.round(performance.now() - startedAt),
      endpoints: path.join(settings.directory, 'endpoints.json'),
    });
    await ended;
  } finally {
    await endWatch();
    await playground.stop();
    logger('stopped', {});
  }
  const { cause } = end.signal.reason as Error;
  if (cause !== undefined) throw end.signal.reason;
}
