import type { EventEmitter } from 'node:events';

/** A connection, or the response to a request, which is closed when it is over or its client has left. */
type Closing = EventEmitter & { readonly destroyed: boolean };

/** Waits so long, or until something is closed; without a time until it is. Says whether it is still open. */
export function whileOpen(closing: Closing, ms?: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (closing.destroyed) {
      resolve(false);
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      closing.off('close', done);
      resolve(!closing.destroyed);
    };
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    closing.once('close', done);
  });
}
