import type { EndpointsByService, ServiceName } from './endpoints-by-service.ts';
import { sampleEndpoints } from './sample-endpoints.ts';
import { unlike } from './unlike.ts';

/** Where the services of a running playground are, by service. */
export type StartedEndpoints = Partial<EndpointsByService>;

/**
 * Takes the content of a file for endpoints, if it has their form.
 *
 * @throws Error that says what is wrong: `api.url is no URL`
 */
export function parseEndpoints(content: unknown): StartedEndpoints {
  const names = Object.keys(Object(content)) as ServiceName[];
  const unknown = names.find((name) => !Object.hasOwn(sampleEndpoints, name));
  if (unknown !== undefined) throw new Error(`there is no service '${unknown}'`);
  const sample = Object.fromEntries(names.map((name) => [name, sampleEndpoints[name]]));
  const difference = unlike(sample, content);
  if (difference !== undefined) throw new Error(difference);
  return content as StartedEndpoints;
}
