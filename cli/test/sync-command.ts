import type { Source } from '../../trial/subject.ts';
import { commandEnvironment } from '../command-environment.ts';
import type { PlannedCommand } from '../planned-command.ts';
import { rerouting } from '../python/rerouting.ts';
import { runGroup } from '../run/run-group.ts';
import { whyFailed } from './why-failed.ts';

interface SyncLimits {
  /** How long a sync may take. */
  readonly timeoutMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

const LOG_CHARACTERS = 8192;

/**
 * One sync by a program, to which every public name, and the documented port of the API, is the world of the source. It and
 * all that it has started are ended with SIGKILL when its time is up or the source's signal is aborted.
 *
 * @throws Error that says how it ended and why; the reason of a signal
 */
export async function syncByCommand(
  command: PlannedCommand,
  source: Source,
  { timeoutMs, signal }: SyncLimits,
): Promise<void> {
  const env = { ...command.env, ...rerouting(source.endpoints) };
  await using environment = await commandEnvironment(source.endpoints, { ...command, env });
  let log = '';
  const ended = await runGroup(
    { ...command, env: environment.variables },
    {
      timeoutMs,
      signal: AbortSignal.any([source.signal, signal]),
      endsBy: 'SIGKILL',
      onOutput: (text) => {
        log = (log + text).slice(-LOG_CHARACTERS);
      },
    },
  );
  signal.throwIfAborted();
  source.signal.throwIfAborted();
  if (ended.timedOut) throw new Error(`It had not ended after ${timeoutMs / 1000} s.`);
  if (ended.exitCode !== 0) throw new Error(`It ended with ${ended.exitCode}: ${whyFailed(log)}`);
}
