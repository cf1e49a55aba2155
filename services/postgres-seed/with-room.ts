import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../core/playground-error.ts';
import { OUT_OF_LOCKS } from './errors.ts';

const PAUSE_MS = 200;
const PATIENCE_MS = 15_000;

/**
 * Repeats something, for 15 s at most, while clients hold all the locks that the server has room for: `guardLocks` ends
 * them.
 */
export async function withRoom<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, OUT_OF_LOCKS) || performance.now() > deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}
