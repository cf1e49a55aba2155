import { inspect } from 'node:util';
import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { documentedPorts } from './documented-ports.ts';
import type { ServiceName } from './endpoints-by-service.ts';

/** What two services were called in version 0.1; accepted until version 0.3. */
const FORMER = {
  'postgres-seed': 'postgres',
  's3-minio': 's3',
} as const satisfies Record<string, ServiceName>;

export type FormerName = keyof typeof FORMER;

/** A service by its name, or by the name that it had before. */
export type AskedService = ServiceName | FormerName;

/** The service behind such a name. */
export type ServiceOf<Asked extends AskedService> = Asked extends FormerName
  ? (typeof FORMER)[Asked]
  : Extract<Asked, ServiceName>;

/** Every service, in the order in which they are shown. */
export const serviceNames = Object.keys(documentedPorts) as ServiceName[];

/**
 * The service that somebody means.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the nearest one
 */
export function serviceNameOf(asked: string): ServiceName {
  const name = Object.hasOwn(FORMER, asked) ? FORMER[asked as FormerName] : asked;
  const known = serviceNames.find((service) => service === name);
  if (known !== undefined) return known;
  const [best] = nearest(String(asked), serviceNames, 1);
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no service ${inspect(asked)}. Did you mean '${best}'? There are ${serviceNames.join(', ')}.`,
  );
}
