import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { StartProgram } from './program.ts';

/**
 * Runs a program as long as the standard input is open. So it ends, in order, when the process that started it ends in
 * any way, be it by kill -9. Two shells wait, one for the program and one for the input, so that it ends also when one
 * of them is killed. A replication client that does not read may hold up an orderly end forever: then comes another
 * signal.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- & program=$!
(
  read -r _ <&3
  for signal in INT QUIT KILL; do
    kill -$signal "$program" || exit
    for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
      kill -0 "$program" || exit
      sleep 0.1
    done
  done
) 2>/dev/null &
exec 3<&- 2>/dev/null
wait "$program"
code=$?
trap '' TERM
kill -TERM 0
exit "$code"
`;

export interface GuardedProgram {
  readonly child: ChildProcess;
  /** Resolves with the exit code when the program has ended, or could not be started. */
  readonly ended: Promise<number | null>;
  /** Resolves when whatever the program has started has ended, too. */
  readonly gone: Promise<void>;
  /** Asks the program to end. */
  end(): void;
}

/** Starts a program that does not outlive this process; what it writes to `stderr` and `stdout` can be read. */
export function startGuarded(
  start: StartProgram,
  file: string,
  args: readonly string[],
  cwd: string,
): GuardedProgram {
  const child = start('sh', ['-c', GUARD, 'sh', file, ...args], {
    cwd,
    // A separate group: Ctrl-C in a terminal is for the process that stops us in order.
    detached: true,
    // The last is nobody's to write into: it is at its end when nobody holds it any more.
    stdio: ['pipe', 'pipe', 'pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  // There is none when the process could not even be made.
  const held = (child.stdio as ChildProcess['stdio'] | undefined)?.[4] as Readable | undefined;
  const gone = new Promise<void>((resolve) => {
    if (!held) return resolve();
    held.once('close', resolve);
    held.resume();
  });
  child.stdin?.on('error', () => undefined);
  return { child, ended, gone, end: () => void child.stdin?.end() };
}
