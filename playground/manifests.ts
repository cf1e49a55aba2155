import { api } from '../services/api/manifest.ts';
import { bastion } from '../services/bastion/manifest.ts';
import { gateway } from '../services/gateway/manifest.ts';
import { keyVault } from '../services/key-vault/manifest.ts';
import type { Manifest } from '../services/manifest.ts';
import { postgres } from '../services/postgres-seed/manifest.ts';
import { redshift } from '../services/redshift/manifest.ts';
import { s3 } from '../services/s3-minio/manifest.ts';
import type { Settings } from './settings.ts';

/** Every service, in the order in which they are shown. The only file that knows them all. */
const MANIFESTS = [api, postgres, bastion, s3, keyVault, gateway, redshift] as const;

type Known = (typeof MANIFESTS)[number];

export type ServiceName = Known['name'];

/** What each service gives its clients. */
export type EndpointsByService = {
  readonly [Each in Known as Each['name']]: Parameters<Each['address']>[0];
};

/** Where the services of a running playground are, by service. */
export type StartedEndpoints = Partial<EndpointsByService>;

/** What clients must know to pass, service by service. */
export type Credentials = {
  readonly [Each in Known as Each['name']]: Each['credentials']['fixed'];
};

/** The service that each former name stands for. */
export type ByFormerName = {
  readonly [Each in Known as NonNullable<Each['formerNames']>[number]]: Each['name'];
};

type ManifestOf<Name extends ServiceName> = Manifest<
  Name,
  EndpointsByService[Name],
  Settings,
  Credentials[Name],
  keyof ByFormerName
>;

export const serviceNames: readonly ServiceName[] = MANIFESTS.map(({ name }) => name);

export function manifestOf<Name extends ServiceName>(name: Name): ManifestOf<Name> {
  return MANIFESTS.find((manifest) => manifest.name === name) as unknown as ManifestOf<Name>;
}

/** A service that runs: what is known of it, and what it gives its clients. */
interface StartedService {
  readonly name: ServiceName;
  readonly manifest: Manifest<ServiceName, unknown, Settings, unknown, string>;
  readonly endpoints: unknown;
}

/** The services that run, each with its manifest, which takes these endpoints. */
export function startedServices(
  started: StartedEndpoints,
  names = Object.keys(started) as readonly ServiceName[],
): StartedService[] {
  return names.flatMap((name) => {
    const endpoints = started[name];
    return endpoints === undefined ? [] : [{ name, manifest: manifestOf(name) as never, endpoints }];
  });
}
