import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exitCodeOf } from './interruption.ts';
import type { PlannedCommand } from './planned-command.ts';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command with this process's own input and output, and passes signals on to it.
 *
 * @returns its exit code, or 128 and the number of the signal that ended it, as shells have it
 * @throws Error when there is no such command, or it may not be run
 */
export async function spawnCommand({ argv, directory, env }: PlannedCommand): Promise<number> {
  const [command = '', ...rest] = argv;
  const child = spawn(command, rest, { stdio: 'inherit', env, cwd: directory });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? exitCodeOf(signal ?? 'SIGKILL');
  } catch (error) {
    throw new Error(`'${command}' cannot be run: ${(error as Error).message}`, { cause: error });
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}
