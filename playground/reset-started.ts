import { askReset } from '../core/control/ask-reset.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { HELD } from './clock/holder.ts';
import { manifestOf, type ServiceName, type StartedEndpoints } from './manifests.ts';

interface ResetReport {
  readonly service: ServiceName;
  readonly ms: number;
}

/** Who resets services that are not asked themselves. */
export interface Resetters {
  /** The playground itself, which can reset every service with its part of the journal, and all of them with the clock. */
  readonly controlUrl?: string | undefined;
  /** Among containers of a living world who holds the clock. It can reset what it brings along, and all that with the clock. */
  readonly holderUrl?: string | undefined;
}

/** The services that can be reset over the wire. */
export function resettableIn(endpoints: StartedEndpoints): ServiceName[] {
  const running = Object.keys(endpoints) as ServiceName[];
  return running.filter((service) => manifestOf(service).reset !== undefined);
}

/**
 * Resets services over the wire, wherever they run.
 *
 * @param only the services to reset; empty: all that run and can be reset from outside, and the clock with them
 * @param by where there is none, each service is asked in its own protocol, and the clock stays
 * @throws PlaygroundError `ERR_NOT_STARTED` or `ERR_BAD_OPTION` that names the service
 */
export async function resetStarted(
  endpoints: StartedEndpoints,
  only: readonly ServiceName[],
  by: Resetters = {},
): Promise<ResetReport[]> {
  const { controlUrl, holderUrl } = by;
  const resetEach = (services: readonly ServiceName[]): Promise<ResetReport[]> =>
    Promise.all(services.map((service) => resetOne(service, endpoints, by)));
  if (only.length > 0) return resetEach(only);
  if (controlUrl !== undefined) return resetWithClock(Object.keys(endpoints) as ServiceName[], controlUrl);
  const resettable = resettableIn(endpoints);
  if (holderUrl === undefined) return resetEach(resettable);
  const held = await resetWithClock(resettable.filter(isHeld), holderUrl);
  return [...held, ...(await resetEach(resettable.filter((service) => !isHeld(service))))];
}

function isHeld(service: ServiceName): boolean {
  return HELD.includes(service);
}

/** By one request, because the clock begins again too when nothing is left of what has happened. */
async function resetWithClock(services: readonly ServiceName[], url: string): Promise<ResetReport[]> {
  const startedAt = performance.now();
  await askReset({ service: 'The playground', url: `${url}/_playground/reset` });
  const ms = Math.round(performance.now() - startedAt);
  return services.map((service) => ({ service, ms }));
}

async function resetOne<Name extends ServiceName>(
  service: Name,
  endpoints: StartedEndpoints,
  { controlUrl, holderUrl }: Resetters,
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
  const url = controlUrl ?? (isHeld(service) ? holderUrl : undefined);
  if (url !== undefined) {
    await askReset({ service, url: `${url}/_playground/reset?service=${service}` });
  } else if (reset) {
    await reset(where);
  } else {
    throw new PlaygroundError('ERR_BAD_OPTION', `${service} has nothing that can be reset from outside.`);
  }
  return { service, ms: Math.round(performance.now() - startedAt) };
}
