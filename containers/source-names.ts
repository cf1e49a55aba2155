import type { ServiceName } from '../playground/endpoints-by-service.ts';

/** What people call the sources, and what the playground calls them. */
const SERVICES = {
  api: 'api',
  postgres: 'postgres-seed',
  bastion: 'bastion',
  s3: 's3-minio',
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

export function serviceNameOf(source: SourceName): ServiceName {
  return SERVICES[source as ShortName] ?? source;
}
