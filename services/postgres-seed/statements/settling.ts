import { waitUntil } from '../../../core/wait-until.ts';
import { asSuperuser } from '../seed/server.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';
import type { ServerLog } from './server-log.ts';

const PATIENCE_MS = 2000;

/**
 * Gives a function that resolves when the journal has all statements whose answers clients had before it was called. Who
 * calls while one is under way waits for the next, all of them for the same. When the server cannot be asked, what can be
 * read must do.
 */
export function settling(log: ServerLog | undefined, server: ServerToSeed): () => Promise<void> {
  if (!log) return () => Promise.resolve();
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function settle(log: ServerLog): Promise<void> {
    next = undefined;
    try {
      const { sql, number } = log.mark();
      await asSuperuser(server, (client) => client.query(sql));
      await waitUntil(
        'the log of postgres',
        async () => {
          await log.catchUp();
          return log.hasSeen(number);
        },
        { timeoutMs: PATIENCE_MS, intervalMs: 2 },
      );
    } catch {
      await log.catchUp();
    }
  }

  return () => {
    next ??= current.then(() => {
      current = settle(log);
      return current;
    });
    return next;
  };
}
