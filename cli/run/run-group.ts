import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { PlannedCommand } from '../planned-command.ts';

/** What shells answer for a program that a signal ended. */
const SIGNALLED = 128;
/** How long a program may take to end when it is told to. */
const GRACE_MS = 5000;

interface Watch {
  readonly timeoutMs: number;
  /** Ends the program and all that it started. */
  readonly signal: AbortSignal;
  /** How its signal ends it: at once, or so that it can put things in order. Default: the latter. */
  readonly endsBy?: 'SIGKILL' | 'SIGTERM';
  /** Is given what the program writes, errors too, as it comes. */
  onOutput(text: string): void;
}

interface Ended {
  readonly exitCode: number;
  readonly timedOut: boolean;
}

/**
 * Runs a program without input, and leaves none of its processes behind: it gets its own process group, which is
 * ended with it.
 *
 * @throws Error when it cannot be run
 */
export async function runGroup(
  { argv, directory, env }: PlannedCommand,
  { timeoutMs, signal, endsBy = 'SIGTERM', onOutput }: Watch,
): Promise<Ended> {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.setEncoding('utf8').on('data', onOutput);
  child.stderr.setEncoding('utf8').on('data', onOutput);
  const closed = once(child, 'close');
  // A program that cannot be started neither ends nor closes: one of the two is enough to report it.
  closed.catch(() => undefined);
  const limit = AbortSignal.timeout(timeoutMs);
  let killing: NodeJS.Timeout | undefined;
  const end = (): void => {
    signalGroup(child, endsBy);
    killing ??= setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  };
  const stops = AbortSignal.any([signal, limit]);
  stops.addEventListener('abort', end, { once: true });
  if (stops.aborted) end();
  try {
    const [code, by] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    end();
    await closed;
    return { exitCode: code ?? SIGNALLED + (by ? constants.signals[by] : 0), timedOut: limit.aborted };
  } finally {
    clearTimeout(killing);
    stops.removeEventListener('abort', end);
  }
}

/** A group without a living process is not an error. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {}
}
