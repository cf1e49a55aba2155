import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../../core/logger.ts';
import { serverFailed } from '../errors.ts';
import type { ServerLog } from '../statements/server-log.ts';
import { startGuarded } from './guarded-program.ts';
import { stopPreviousServer } from './previous-server.ts';
import type { StartProgram } from './program.ts';

export interface ServerProcess {
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Ends every session and the server; whatever is committed stays. */
  stop(): Promise<void>;
}

/** Where a server is, and how it is run. */
export interface Launch {
  readonly start: StartProgram;
  /** The program. */
  readonly postgres: string;
  /** The folder of its files. */
  readonly data: string;
  readonly logger: Logger;
  /** Where it says what it has to say once it runs. Left out: on its standard error, as before. */
  readonly log?: ServerLog | undefined;
}

const READY = 'database system is ready to accept connections';
const KEPT_LINES = 8;
const READ_MS = 20;
/** For the process that writes the log to write what it has read. */
const LAST_LINES_MS = 1000;

/** Starts the server and waits until clients can connect. An abort ends it. */
export async function startServer(
  { start, postgres, data, logger, log }: Launch,
  signal: AbortSignal,
): Promise<ServerProcess> {
  signal.throwIfAborted();
  await log?.renew();
  const { child, ended, gone, end } = startGuarded(start, postgres, ['-D', data], data);
  const stop = async () => {
    end();
    await ended;
    if (log) await Promise.race([gone, delay(LAST_LINES_MS)]);
    // The guard is quicker than the server's end only if somebody killed it.
    await stopPreviousServer(data, postgres);
  };
  signal.addEventListener('abort', end);
  const output: string[] = [];
  const isReady = await untilReady(child, output, logger, log);
  signal.removeEventListener('abort', end);
  if (isReady && !signal.aborted) return { ended, stop };
  await stop();
  await log?.catchUp();
  signal.throwIfAborted();
  throw serverFailed(data, output.join(' '));
}

/** True once the server is ready; false when it ended first. Goes on handing its lines to the logger. */
function untilReady(
  child: ChildProcess,
  output: string[],
  logger: Logger,
  log: ServerLog | undefined,
): Promise<boolean> {
  const reading = log && setInterval(() => void log.catchUp(), READ_MS);
  return new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      output.push(error.message);
      resolve(false);
    });
    child.stdout?.resume();
    const lines = createInterface({ input: child.stderr as Readable });
    const hear = (line: string): void => {
      logger('server_said', { line });
      output.push(line);
      if (output.length > KEPT_LINES) output.shift();
      if (line.includes(READY)) resolve(true);
    };
    lines.on('line', hear);
    if (log) log.onSaid = hear;
    lines.once('close', () => resolve(false));
  }).finally(() => clearInterval(reading));
}
