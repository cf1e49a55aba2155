import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../../core/logger.ts';
import { serverGaveUp } from '../errors.ts';
import type { ServerProcess } from './server-process.ts';

export interface KeptServer {
  /** @throws PlaygroundError `ERR_SERVICE_FAILED` when it died so often that it is not started again */
  check(): void;
  stop(): Promise<void>;
}

/** A server that dies more often than so many times in a minute is not started again. */
const MOST_DEATHS = 5;
const PERIOD_MS = 60_000;
/** Grows with each death, so that a reason that passes has the time to. */
const PAUSE_MS = 100;

/**
 * Starts a server, and starts it again when it ends without having been asked to: when somebody killed it, or the system
 * was out of memory. Each time is a line in the log (`server_restarted`, or `server_gave_up`).
 */
export async function keepServer(
  start: (signal: AbortSignal) => Promise<ServerProcess>,
  logger: Logger,
  signal: AbortSignal,
): Promise<KeptServer> {
  let server = await start(signal);
  let failure: Error | undefined;
  let lastError: unknown;
  const stopping = new AbortController();
  const life = keep().catch((error: Error) => {
    if (stopping.signal.aborted) return;
    failure = error;
    logger('server_gave_up', { reason: error.message });
  });

  async function keep(): Promise<void> {
    let deaths: number[] = [];
    for (;;) {
      await server.ended;
      do {
        stopping.signal.throwIfAborted();
        const now = performance.now();
        deaths = [...deaths.filter((death) => now - death < PERIOD_MS), now];
        if (deaths.length > MOST_DEATHS) throw serverGaveUp(MOST_DEATHS, lastError);
      } while (!(await startAgain(deaths.length)));
    }
  }

  async function startAgain(deaths: number): Promise<boolean> {
    const diedAt = performance.now();
    // What it left of itself, sessions that still work among it.
    await server.stop();
    await delay(PAUSE_MS * (deaths - 1), undefined, { signal: stopping.signal });
    try {
      server = await start(stopping.signal);
    } catch (error) {
      lastError = error;
      return false;
    }
    logger('server_restarted', { after_ms: Math.round(performance.now() - diedAt), deaths });
    return true;
  }

  return {
    check() {
      if (failure) throw failure;
    },
    async stop() {
      stopping.abort();
      await server.stop();
      await life;
      // A start that was under way may have come to its end meanwhile.
      await server.stop();
    },
  };
}
