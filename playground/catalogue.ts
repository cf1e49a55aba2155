import path from 'node:path';
import type { Authority } from '../authority/open-authority.ts';
import { urlAt } from '../core/place.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import type { Service } from '../core/service.ts';
import { embeddedApi } from '../services/api/embedded.ts';
import { defaultRateLimit } from '../services/api/options.ts';
import { embeddedBastion } from '../services/bastion/embedded.ts';
import { embeddedGateway } from '../services/gateway/embedded.ts';
import { embeddedKeyVault } from '../services/key-vault/embedded.ts';
import { defaultKeyVaultOptions, PUBLIC_NAMES } from '../services/key-vault/options.ts';
import { embeddedPostgres, stopOrphan } from '../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../services/postgres-seed/endpoints.ts';
import { embeddedRedshift } from '../services/redshift/embedded.ts';
import { embeddedS3 } from '../services/s3-minio/embedded.ts';
import { bastionTargets } from './bastion-targets.ts';
import type { Credentials } from './credentials.ts';
import { databaseSecrets } from './database-secrets.ts';
import type { EndpointsByService, ServiceName } from './endpoints-by-service.ts';
import { standInsOf } from './gateway-stand-ins.ts';
import { gatewayUpstreams } from './gateway-upstreams.ts';
import type { Settings } from './options.ts';
import { logProgress } from './progress.ts';

/** What a service is made from: the settings, its port, and what the services before it gave. */
interface Making {
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly authority: Authority;
  /** PEM: certificate and encrypted key. */
  readonly clientCertificate: string;
  readonly port: number;
  readonly started: Partial<EndpointsByService>;
}

interface Entry<Name extends ServiceName> {
  /** Whether the documented port must be had, because clients have it written in. */
  readonly portIsFixed?: boolean;
  /** Starts only after these, if they are started at all. */
  readonly after: readonly ServiceName[];
  /** Ends what a killed playground left in the directory, before a port is looked for. */
  clear?(directory: string): Promise<void>;
  create(making: Making): Service<EndpointsByService[Name]>;
  /** Where it listens, as a URL. */
  address(endpoints: EndpointsByService[Name]): string;
}

/** Every service, in the order in which they are shown. The only file that knows them all. */
export const catalogue: { readonly [Name in ServiceName]: Entry<Name> } = {
  api: {
    portIsFixed: true,
    after: [],
    create: ({ settings, credentials, port }) =>
      embeddedApi({
        ...commonOf(settings, port),
        serverNames: settings.serverNames,
        dataset: settings.dataset,
        credentials: credentials.api,
        ...(settings.rateLimit && { rateLimit: { ...defaultRateLimit, ...settings.rateLimit } }),
      }),
    address: ({ url }) => url,
  },
  postgres: {
    after: [],
    clear: (directory) => stopOrphan(path.join(directory, 'postgres')),
    create: ({ settings, credentials, authority, port }) =>
      embeddedPostgres({
        ...commonOf(settings, port),
        directory: path.join(settings.directory, 'postgres'),
        dataset: settings.dataset,
        rows: settings.postgresRows,
        credentials: credentials.postgres,
        tls: { ...authority.issue(serverNames(settings)), ca: authority.caCertificate },
        onProgress: logProgress(settings.logger),
      }),
    address: ({ url }) => url,
  },
  bastion: {
    after: ['api', 'postgres'],
    create: ({ settings, credentials, port, started }) =>
      embeddedBastion({
        ...commonOf(settings, port),
        ...credentials.bastion,
        directory: path.join(settings.directory, 'bastion'),
        targets: bastionTargets(started),
      }),
    address: (endpoints) => urlAt('ssh', endpoints),
  },
  s3: {
    after: [],
    create: ({ settings, credentials, clientCertificate, port }) =>
      embeddedS3({
        ...commonOf(settings, port),
        ...credentials.s3,
        serverNames: settings.serverNames,
        directory: path.join(settings.directory, 's3'),
        dataset: settings.dataset,
        parallelFiles: settings.s3Files,
        extraObjects: [
          { key: 'certs/client.pem', contentType: 'application/x-pem-file', body: clientCertificate },
        ],
      }),
    address: ({ url }) => url,
  },
  'key-vault': {
    after: ['postgres'],
    create: ({ settings, credentials, authority, port, started }) =>
      embeddedKeyVault({
        ...defaultKeyVaultOptions,
        ...commonOf(settings, port),
        ...credentials.keyVault,
        serverNames: settings.serverNames,
        tls: authority.issue([...PUBLIC_NAMES, ...serverNames(settings)]),
        backupSecret: authority.secretFor('key-vault backups'),
        caFile: authority.caCertificatePath,
        secrets: databaseSecrets(started.postgres),
      }),
    address: ({ url }) => url,
  },
  gateway: {
    after: ['api', 'postgres', 's3', 'key-vault'],
    create: ({ settings, authority, port, started }) =>
      embeddedGateway({
        ...commonOf(settings, port),
        serverNames: settings.serverNames,
        dataset: settings.dataset,
        issue: async (host) => authority.issue([host]),
        caFile: authority.caCertificatePath,
        clientCa: authority.caCertificate,
        standIns: standInsOf(settings, started),
        upstreams: gatewayUpstreams(started),
        allowedHosts: settings.allowedHosts,
      }),
    address: ({ url }) => url,
  },
  redshift: {
    after: ['postgres', 's3'],
    create: ({ settings, credentials, authority, port, started }) =>
      embeddedRedshift({
        ...commonOf(settings, port),
        tls: authority.issue(serverNames(settings)),
        caFile: authority.caCertificatePath,
        database: databaseBehind(started.postgres),
        login: credentials.redshift,
        objectStore: started.s3,
      }),
    address: ({ url }) => url,
  },
};

/** @throws PlaygroundError `ERR_BAD_OPTION`: a front door needs a house. */
function databaseBehind(database: PostgresEndpoints | undefined) {
  if (!database) {
    throw new PlaygroundError('ERR_BAD_OPTION', 'redshift is a way to postgres. Start that service too.');
  }
  const { host, port, owner } = database;
  return { host, port, database: database.database, ...owner };
}

function commonOf({ host, clock, logger }: Settings, port: number) {
  return { host, port, clock, logger };
}

/** The names that a client may use for a server here. */
function serverNames({ host, serverNames: given }: Settings): string[] {
  return [...new Set(['localhost', '127.0.0.1', '::1', host, ...given])].filter(
    (name) => !['0.0.0.0', '::'].includes(name),
  );
}
