import { PlaygroundError } from './playground-error.ts';
import type { Running, Service } from './service.ts';

/**
 * Makes a {@link Service} of a function that opens one. The promises of `Service` about order (started
 * twice, stopped while starting, reset too early) are kept here, once for all services.
 *
 * `open` must undo its own half start before it rejects.
 */
export function serviceOf<Endpoints>(
  name: string,
  open: () => Promise<Running<Endpoints>>,
): Service<Endpoints> {
  let opening: Promise<Running<Endpoints>> | undefined;
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    try {
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
      const attempt = open();
      opening = attempt;
      try {
        return (await attempt).endpoints;
      } catch (error) {
        if (opening === attempt) opening = undefined;
        throw error;
      }
    },
    stop() {
      // Whoever asks while it closes waits for the same end: afterwards nothing is left.
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
  };
}
