import type { Duplex } from 'node:stream';

/** Waits so long, or until a connection is closed; without a time until it is. Says whether it is still open. */
export function whileOpen(connection: Duplex, ms?: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (connection.destroyed) {
      resolve(false);
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      connection.off('close', done);
      resolve(!connection.destroyed);
    };
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    connection.once('close', done);
  });
}
