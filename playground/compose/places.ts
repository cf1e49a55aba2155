import type { EnvironmentSettings } from '../../core/env.ts';
import type { Address } from '../../core/place.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { manifestOf, type ServiceName, serviceNames } from '../manifests.ts';

/** Where clients find each container: those of the services, and the one that seeds them. */
export type Places = Readonly<Record<ServiceName | 'seed', Address>>;

const SEED_PORT = 9010;

/** To programs in the same network: by the names of the containers, where a manifest says nothing else. */
export const placesInNetwork: Places = placesOf((name, port) => {
  const inNetwork = name === 'seed' ? {} : manifestOf(name).container?.inNetwork;
  return { host: name, port, ...inNetwork };
});

/**
 * To programs on the machine of the containers: `PLAYGROUND_PUBLISHED_API_PORT` and the like, each with its usual port.
 * Of several (`5001-5003`, for as many replicas) clients take the first.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function publishedPlacesFrom(settings: EnvironmentSettings): Places {
  return placesOf((name, usual) => {
    const variable = `PLAYGROUND_PUBLISHED_${name.toUpperCase().replaceAll('-', '_')}_PORT`;
    const text = settings.text(variable, String(usual));
    const port = /^(\d{1,5})(-\d{1,5})?$/.exec(text)?.[1];
    if (port !== undefined) return { host: '127.0.0.1', port: Number(port) };
    throw new PlaygroundError('ERR_BAD_OPTION', `${variable} must be a port or a range, but is '${text}'.`);
  });
}

function placesOf(placeOf: (name: keyof Places, port: number) => Address): Places {
  const services = serviceNames.map((name) => [name, placeOf(name, manifestOf(name).documentedPort)]);
  return Object.fromEntries([...services, ['seed', placeOf('seed', SEED_PORT)]]) as Places;
}
