import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '../../../core/logger.ts';
import { serverFailed } from '../errors.ts';
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
}

const READY = 'database system is ready to accept connections';
const KEPT_LINES = 8;

/** Starts the server and waits until clients can connect. An abort ends it. */
export async function startServer(
  { start, postgres, data, logger }: Launch,
  signal: AbortSignal,
): Promise<ServerProcess> {
  signal.throwIfAborted();
  const { child, ended, end } = startGuarded(start, postgres, ['-D', data], data);
  const stop = async () => {
    end();
    await ended;
    // The guard is quicker than the server's end only if somebody killed it.
    await stopPreviousServer(data, postgres);
  };
  signal.addEventListener('abort', end);
  const output: string[] = [];
  const isReady = await untilReady(child, output, logger);
  signal.removeEventListener('abort', end);
  if (isReady && !signal.aborted) return { ended, stop };
  await stop();
  signal.throwIfAborted();
  throw serverFailed(data, output.join(' '));
}

/** True once the server is ready; false when it ended first. Goes on handing its lines to the logger. */
function untilReady(child: ChildProcess, output: string[], logger: Logger): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(error.message);
      resolve(false);
    });
    child.stdout?.resume();
    const lines = createInterface({ input: child.stderr as Readable });
    lines.on('line', (line) => {
      logger('server_said', { line: line });
      output.push(line);
      if (output.length > KEPT_LINES) output.shift();
      if (line.includes(READY)) resolve(true);
    });
    lines.once('close', () => resolve(false));
  });
}
