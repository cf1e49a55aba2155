import type { Configuration } from '../../connectors/example.ts';
import { credentialsOf } from '../../playground/credentials.ts';
import type { EndpointsByService } from '../../playground/manifests.ts';

/**
 * The configuration of a project in a world: where it has a credential of the API as every playground has it, it is given
 * that of the world.
 */
export function withCredentialsOf(
  { api }: Partial<EndpointsByService>,
  configuration: Configuration,
): Configuration {
  if (!api) return configuration;
  const [everywhere, here] = [textsIn(credentialsOf('fixed').api), textsIn(api.credentials)];
  const worldsOwn = new Map(everywhere.map((text, index) => [text, here[index] as string]));
  return Object.fromEntries(
    Object.entries(configuration).map(([name, value]) => [name, worldsOwn.get(value) ?? value]),
  );
}

/** In an order that two objects of one shape have in common. */
function textsIn(value: object): readonly string[] {
  return Object.keys(value)
    .sort()
    .flatMap((name) => {
      const inner = (value as Record<string, unknown>)[name];
      return typeof inner === 'object' && inner !== null ? textsIn(inner) : [String(inner)];
    });
}
