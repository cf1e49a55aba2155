import { askReset } from '../core/control/ask-reset.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { manifestOf, type ServiceName, type StartedEndpoints } from './manifests.ts';

interface ResetReport {
  readonly service: ServiceName;
  readonly ms: number;
}

/** Whether a service can be reset over the wire. */
export function isResettable(service: ServiceName): boolean {
  return manifestOf(service).reset !== undefined;
}

/**
 * Resets services over the wire, wherever they run.
 *
 * @param only the services to reset; empty: all that run and can be reset from outside
 * @param controlUrl the playground itself, which can reset every service with its part of the journal, and all of them
 *   with the clock; where there is none, each service is asked in its own protocol
 * @throws PlaygroundError `ERR_NOT_STARTED` or `ERR_BAD_OPTION` that names the service
 */
export function resetStarted(
  endpoints: StartedEndpoints,
  only: readonly ServiceName[],
  controlUrl?: string,
): Promise<ResetReport[]> {
  const running = Object.keys(endpoints) as ServiceName[];
  if (only.length === 0 && controlUrl !== undefined) return resetAll(running, controlUrl);
  const chosen = only.length > 0 ? only : running.filter(isResettable);
  return Promise.all(chosen.map((service) => resetOne(service, endpoints, controlUrl)));
}

/** By one request, because the clock begins again too when nothing is left of what has happened. */
async function resetAll(running: readonly ServiceName[], controlUrl: string): Promise<ResetReport[]> {
  const startedAt = performance.now();
  await askReset({ service: 'The playground', url: `${controlUrl}/_playground/reset` });
  const ms = Math.round(performance.now() - startedAt);
  return running.map((service) => ({ service, ms }));
}

async function resetOne<Name extends ServiceName>(
  service: Name,
  endpoints: StartedEndpoints,
  controlUrl: string | undefined,
): Promise<ResetReport> {
  const where = endpoints[service];
  if (where === undefined) {
    throw new PlaygroundError(
      'ERR_NOT_STARTED',
      `'${service}' is not running here. Running services: ${Object.keys(endpoints).join(', ')}.`,
    );
  }
  const startedAt = performance.now();
  const { reset } = manifestOf(service);
  if (controlUrl !== undefined) {
    await askReset({ service, url: `${controlUrl}/_playground/reset?service=${service}` });
  } else if (reset) {
    await reset(where);
  } else {
    throw new PlaygroundError('ERR_BAD_OPTION', `${service} has nothing that can be reset from outside.`);
  }
  return { service, ms: Math.round(performance.now() - startedAt) };
}
