import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../../core/logger.ts';
import { maskSecretsInText } from '../../../core/mask-secrets.ts';
import { hasCode } from '../../../core/playground-error.ts';
import { serverFailed } from '../errors.ts';
import { serverPid } from './previous-server.ts';
import type { StartProgram } from './program.ts';

export interface ServerProcess {
  /** Ends every session and the server; whatever is committed stays. */
  stop(): Promise<void>;
}

/**
 * Runs the server as long as its standard input is open. So it ends, in order, when the process that started
 * it ends in any way, be it by kill -9, and no server is left without a master.
 */
const GUARD = `
"$@" </dev/null & server=$!
exec 2>/dev/null
read -r _
kill -INT "$server"
wait "$server"
`;

const READY = 'database system is ready to accept connections';
const KEPT_LINES = 8;
/** A replication client that does not read may hold up an orderly end for ever. */
const PATIENCE_MS = 3000;

/** Starts the server and waits until clients can connect. */
export async function startServer(
  start: StartProgram,
  postgres: string,
  data: string,
  logger: Logger,
): Promise<ServerProcess> {
  const child = start('sh', ['-c', GUARD, 'sh', postgres, '-D', data], {
    cwd: data,
    // A group of its own: Ctrl-C in a terminal is for the process that stops us in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin?.on('error', () => undefined);
  const output: string[] = [];
  const ready = await untilReady(child, output, logger);
  if (!ready) {
    child.stdin?.end();
    await ended;
    throw serverFailed(data, output.join(' '));
  }
  return { stop: () => stopServer(child, ended, data) };
}

/** True once the server is ready; false when it ended first. Goes on handing its lines to the logger. */
function untilReady(child: ChildProcess, output: string[], logger: Logger): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(error.message);
      resolve(false);
    });
    const lines = createInterface({ input: child.stderr as Readable });
    lines.on('line', (line) => {
      logger('postgres-said', { line: maskSecretsInText(line) });
      output.push(line);
      if (output.length > KEPT_LINES) output.shift();
      if (line.includes(READY)) resolve(true);
    });
    // No process of the server holds the pipe any more: let the guard go, which still waits for us.
    lines.once('close', () => {
      child.stdin?.end();
      resolve(false);
    });
  });
}

async function stopServer(child: ChildProcess, ended: Promise<void>, data: string): Promise<void> {
  child.stdin?.end();
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const patience = new AbortController();
    const late = delay(PATIENCE_MS, true, { signal: patience.signal }).catch(() => false);
    const isLate = await Promise.race([ended.then(() => false), late]);
    patience.abort();
    if (!isLate) return;
    await signalServer(data, signal);
  }
  await ended;
}

async function signalServer(data: string, signal: NodeJS.Signals): Promise<void> {
  const pid = await serverPid(data);
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch (error) {
    // It ended meanwhile.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
