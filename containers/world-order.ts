import { inspect } from 'node:util';
import { nearest } from '../core/nearest.ts';
import { requireInstant } from '../core/parse-instant.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import type { ServiceName } from '../playground/manifests.ts';
import { type AskedService, parseServices } from '../playground/service-names.ts';
import type { WorldRequest } from '../playground/worlds/remote-worlds.ts';
import type { WorldOptions } from '../playground/worlds/world-options.ts';
import { WORLD_SERVICES, type WorldService } from './world-endpoints.ts';

const FIELDS = {
  seed: 'seed',
  records: 'records',
  anchor: 'anchor',
  world: 'world',
  preset: 'preset',
  clockRate: 'clock_rate',
  credentials: 'credentials',
  postgresRows: 'postgres_rows',
  s3Files: 's3_files',
  journalSize: 'journal_size',
  rateLimit: 'rate_limit',
  allowedHosts: 'allowed_hosts',
} as const;

/** What a further world of a container may be asked for. What is left out, it has as its playground has it, but no faults. */
export type ContainerWorldOptions<Asked extends AskedService = AskedService> = Pick<
  WorldOptions<Asked>,
  keyof typeof FIELDS | 'services' | 'faults'
>;

/**
 * What the playground in the container is asked for. What a value may be, that one says.
 *
 * @param running the services of the container
 * @throws PlaygroundError `ERR_BAD_OPTION` that names an option or a service which no such world has
 */
export function worldOrder(
  name: string,
  { services, faults: _, ...others }: ContainerWorldOptions,
  running: readonly ServiceName[],
): WorldRequest {
  const fields = Object.entries(others).map(([option, value]) => {
    if (!Object.hasOwn(FIELDS, option)) throw unknownOption(option);
    return [FIELDS[option as keyof typeof FIELDS], sentFor(option, value)] as const;
  });
  return { name, ...Object.fromEntries(fields), services: servicesOf(services, running) };
}

function sentFor(option: string, value: unknown): unknown {
  if (option === 'anchor' && value !== undefined && value !== 'now')
    return new Date(requireInstant(value as Date | string)).toISOString();
  if (option === 'rateLimit' && value !== undefined)
    return (value as ContainerWorldOptions['rateLimit'])?.capacity;
  return value;
}

function servicesOf(
  asked: readonly AskedService[] | undefined,
  running: readonly ServiceName[],
): readonly WorldService[] {
  const isReached = (service: ServiceName): service is WorldService =>
    WORLD_SERVICES.includes(service as WorldService);
  if (asked === undefined) return running.filter(isReached);
  const services = parseServices(asked);
  const apart = services.find((service) => !isReached(service) || !running.includes(service));
  if (apart === undefined) return services.filter(isReached);
  throw badOption(
    isReached(apart)
      ? `${apart} is not among the services of this container, whose ports lead to its worlds. Name it in withServices() too.`
      : `${apart} of a further world answers at the port of the world alone, which a container does not publish. ` +
          'Start a container with these settings, or take createPlayground().',
  );
}

function unknownOption(option: string): PlaygroundError {
  if (option === 'standIns')
    return badOption(
      'A world in a container has no stand-ins of its own (standIns): they are code. Give them to the container by withStandIns().',
    );
  const known = [...Object.keys(FIELDS), 'services', 'faults'];
  const meant = nearest(option, known, 3).map((near) => inspect(near));
  return badOption(`A world in a container has no option '${option}'. Did you mean ${meant.join(', ')}?`);
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}
