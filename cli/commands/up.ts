import path from 'node:path';
import { Command } from 'commander';
import { createPlayground, type PlaygroundOptions, type ServiceName } from '../../playground/index.ts';
import { banner } from '../banner.ts';
import { jsonLog, prettyLog } from '../log.ts';
import type { Terminal } from '../terminal.ts';
import { type UpOptions, upOptions } from './up-options.ts';

/** Starts the playground and stays until it is interrupted. */
export function upCommand(terminal: Terminal): Command {
  const command = new Command('up')
    .alias('start')
    .description('start the playground (what happens without a command)');
  for (const option of upOptions) command.addOption(option);
  return command.allowExcessArguments(false).action((options: UpOptions) => up(options, terminal));
}

async function up(options: UpOptions, terminal: Terminal): Promise<void> {
  const interrupted = terminal.interrupted();
  const logger = options.log === 'json' ? jsonLog(terminal) : prettyLog(terminal);
  const directory = path.resolve(terminal.directory, options.directory);
  const startedAt = performance.now();
  const playground = await createPlayground({ ...playgroundOptions(options), directory, logger });
  try {
    if (options.log === 'pretty') terminal.write(await banner(playground.endpoints));
    logger('ready', {
      after_ms: Math.round(performance.now() - startedAt),
      endpoints: path.join(directory, 'endpoints.json'),
    });
    await interrupted;
  } finally {
    await playground.stop();
    logger('stopped', {});
  }
}

function playgroundOptions(options: UpOptions): PlaygroundOptions {
  const { seed, records, anchor, services, pgRows } = options;
  return {
    host: options.host,
    credentials: options.credentials,
    defaultPorts: 'documented',
    ...(options.port !== undefined && { ports: { api: options.port } }),
    ...(services && { services: services as ServiceName[] }),
    ...(seed !== undefined && { seed }),
    ...(records !== undefined && { records }),
    ...(anchor !== undefined && { anchor }),
    ...(pgRows !== undefined && { postgresRows: pgRows }),
    ...(options.rateLimit && { rateLimit: { capacity: options.capacity } }),
  };
}
