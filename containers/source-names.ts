import { oneOf } from '../container-engine/checks.ts';
import type { ServiceName } from '../playground/endpoints-by-service.ts';

/** What people call the sources, and what the playground calls them. */
const SERVICES = {
  api: 'api',
  postgres: 'postgres',
  bastion: 'bastion',
  s3: 's3',
  'key-vault': 'key-vault',
  gateway: 'gateway',
  redshift: 'redshift',
} as const satisfies Record<string, ServiceName>;

type ShortName = keyof typeof SERVICES;

/** A source by either name. */
export type SourceName = ShortName | ServiceName;

/** The service behind a source's name. */
export type ServiceOf<Source extends SourceName> = Source extends ShortName
  ? (typeof SERVICES)[Source]
  : Extract<Source, ServiceName>;

const KNOWN = [
  ...new Set<SourceName>([...(Object.keys(SERVICES) as ShortName[]), ...Object.values(SERVICES)]),
];

/**
 * @param asked the method that was given the name
 * @throws PlaygroundError `ERR_BAD_OPTION` with the nearest name
 */
export function serviceNameOf(asked: string, source: SourceName): ServiceName {
  const known = oneOf(asked, source, KNOWN);
  return SERVICES[known as ShortName] ?? known;
}
