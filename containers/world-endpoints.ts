import { WORLDS_PATH } from '../core/worlds/ways.ts';
import type { EndpointsByService, StartedEndpoints } from '../playground/manifests.ts';

type Led = {
  readonly [Name in WorldService]: (
    endpoints: EndpointsByService[Name],
    world: string,
  ) => EndpointsByService[Name];
};

/** Services whose port of the playground leads to a further world too. */
export type WorldService = 'api' | 'postgres' | 's3' | 'key-vault' | 'gateway';

/** How clients say there which world they mean (docs/worlds.md). */
const LED: Led = {
  api: (endpoints, world) => ({ ...endpoints, url: `${endpoints.url}${WORLDS_PATH}${world}` }),
  // By user and database.
  postgres: (endpoints) => endpoints,
  // By access key and bucket.
  s3: (endpoints) => endpoints,
  'key-vault': (endpoints, world) => ({ ...endpoints, url: `${endpoints.url}${WORLDS_PATH}${world}` }),
  // Without a password many clients send no user.
  gateway: (endpoints, world) => ({ ...endpoints, url: endpoints.url.replace('//', `//${world}:x@`) }),
};

export const WORLD_SERVICES = Object.keys(LED) as readonly WorldService[];

/**
 * The endpoints of a world at the ports of its playground.
 *
 * @param endpoints its own, with the host and the ports of the playground
 */
export function ledTo(world: string, endpoints: StartedEndpoints): StartedEndpoints {
  const led = <Name extends WorldService>(name: Name): readonly [Name, EndpointsByService[Name]][] => {
    const found = endpoints[name] as EndpointsByService[Name] | undefined;
    return found === undefined ? [] : [[name, LED[name](found, world)]];
  };
  return Object.fromEntries(WORLD_SERVICES.flatMap((name) => led(name)));
}
