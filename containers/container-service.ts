import type { Service } from '../core/service.ts';
import { serviceOf } from '../core/service-of.ts';

/** A started container of one service. */
export interface StartedSource<Endpoints> {
  readonly endpoints: Endpoints;
  reset(): Promise<void>;
  stop(): Promise<unknown>;
}

/**
 * Makes a {@link Service} of containers, so that whoever holds one cannot tell where it runs.
 *
 * @param start starts a new container
 */
export function containerService<Endpoints>(
  name: string,
  start: () => Promise<StartedSource<Endpoints>>,
): Service<Endpoints> {
  return serviceOf(name, async () => {
    const started = await start();
    return {
      endpoints: started.endpoints,
      reset: () => started.reset(),
      close: async () => void (await started.stop()),
    };
  });
}
