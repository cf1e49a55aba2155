import { PlaygroundError } from './playground-error.ts';
import type { Running, Service } from './service.ts';

/**
 * Makes a {@link Service} of a function that opens one. The promises of `Service` about order (started
 * twice, stopped while starting, reset too early) are kept here, once for all services.
 *
 * @param open must undo its own half start before it rejects. A stop while it is under way aborts the signal, and
 *   waits: whatever takes longer than a moment ends then, with the signal's reason. `open` may also take no notice of
 *   it; what it opened is closed at once.
 */
export function serviceOf<Endpoints>(
  name: string,
  open: (signal: AbortSignal) => Promise<Running<Endpoints>>,
): Service<Endpoints> {
  let started: Running<Endpoints> | undefined;
  let opening: Promise<Running<Endpoints>> | undefined;
  let abort = new AbortController();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    try {
      started = undefined;
      abort.abort(
        new PlaygroundError('ERR_NOT_STARTED', `${name} was stopped before it had started. Start it again.`),
      );
      const running = await opening?.catch(() => undefined);
      await running?.close();
    } finally {
      opening = undefined;
      closing = undefined;
    }
  }

  return {
    name,
    async start() {
      if (opening) {
        throw new PlaygroundError(
          'ERR_ALREADY_STARTED',
          `${name} is already started. Stop it before starting it again.`,
        );
      }
      abort = new AbortController();
      const attempt = open(abort.signal);
      opening = attempt;
      try {
        started = await attempt;
        return started.endpoints;
      } catch (error) {
        if (opening === attempt) opening = undefined;
        throw error;
      }
    },
    stop() {
      // Callers that ask while it closes wait for the same end: afterwards nothing is left.
      closing ??= close();
      return closing;
    },
    async reset() {
      if (!opening) {
        throw new PlaygroundError(
          'ERR_NOT_STARTED',
          `${name} is not started, so there is nothing to reset. Start it first.`,
        );
      }
      await (await opening).reset();
    },
    async settle() {
      await started?.settle?.();
    },
  };
}
