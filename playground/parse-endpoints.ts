import { manifestOf, type ServiceName, type StartedEndpoints, serviceNames } from './manifests.ts';
import { unlike } from './unlike.ts';

/**
 * Takes the content of a file for endpoints, if it has their form.
 *
 * @throws Error that says what is wrong: `api.url is no URL`
 */
export function parseEndpoints(content: unknown): StartedEndpoints {
  const names = Object.keys(Object(content)) as ServiceName[];
  const unknown = names.find((name) => !serviceNames.includes(name));
  if (unknown !== undefined) throw new Error(`there is no service '${unknown}'`);
  const sample = Object.fromEntries(names.map((name) => [name, manifestOf(name).sample]));
  const difference = unlike(sample, content);
  if (difference !== undefined) throw new Error(difference);
  return content as StartedEndpoints;
}
