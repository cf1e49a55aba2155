import type { Logger } from '../core/logger.ts';
import { culpritOf } from '../core/supervision/blame.ts';
import type { Restartable } from '../core/supervision/restartable.ts';
import { presentError, Restarts } from '../core/supervision/restarts.ts';
import { watchProcess } from '../core/supervision/watch-process.ts';
import { manifestOf, type ServiceName, serviceNames } from './manifests.ts';

/**
 * Restarts the service that an uncaught error of this process belongs to, and leaves the others alone
 * (docs/decisions/0013).
 *
 * @param onOurs told of an error in code that is no service's, after which nothing can be relied upon
 * @returns ends it
 */
export function supervise(
  services: ReadonlyMap<ServiceName, Restartable<unknown>>,
  logger: Logger,
  onOurs: (error: unknown) => void,
): () => void {
  const restarts = new Restarts(logger);
  const end = watchProcess((error) => {
    const culprit = culpritOf(error);
    const name = typeof culprit === 'object' ? serviceIn(culprit.service) : undefined;
    const service = name && services.get(name);
    if (service) return restarts.failed(name, error, () => service.restart());
    logger('uncaught_error', presentError(error));
    if (culprit !== 'nobody') onOurs(error);
  });
  return () => {
    restarts.end();
    end();
  };
}

/** Stacks know services by their folders. */
function serviceIn(folder: string): ServiceName | undefined {
  return serviceNames.find((name) => folder === name || folder === manifestOf(name).folder);
}
