import { inspect } from 'node:util';
import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { type ByFormerName, manifestOf, type ServiceName, serviceNames } from './manifests.ts';

export type FormerName = keyof ByFormerName;

/** A service by its name, or by a name that it had before. */
export type AskedService = ServiceName | FormerName;

/** The service behind such a name. */
export type ServiceOf<Asked extends AskedService> = Asked extends FormerName
  ? ByFormerName[Asked]
  : Extract<Asked, ServiceName>;

/**
 * The service that somebody means. Former names are accepted.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the nearest one
 */
export function serviceNameOf(asked: string): ServiceName {
  const known = serviceNames.find((name) => name === asked || formerNamesOf(name).includes(asked));
  if (known !== undefined) return known;
  const [best] = nearest(String(asked), serviceNames, 1);
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no service ${inspect(asked)}. Did you mean '${best}'? There are ${serviceNames.join(', ')}.`,
  );
}

/** Each service that is asked for, once. */
export function parseServices(asked: readonly string[]): readonly ServiceName[] {
  return [...new Set(asked.map(serviceNameOf))];
}

function formerNamesOf(name: ServiceName): readonly string[] {
  return manifestOf(name).formerNames ?? [];
}
