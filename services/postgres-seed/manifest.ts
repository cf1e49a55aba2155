import path from 'node:path';
import { newSecret } from '../../core/new-secret.ts';
import type { Manifest } from '../manifest.ts';
import type { Offer } from '../offer.ts';
import { credentialsOfWorld, fixedCredentials, type PostgresCredentials } from './credentials.ts';
import { endpointsOf, type PostgresEndpoints, postgresAt, presentUrl } from './endpoints.ts';
import { RELAY } from './relay-name.ts';
import { resetPostgres } from './reset.ts';
import type { PostgresSettings } from './settings.ts';

/** The names that clients behind the bastion use. */
const TUNNEL_NAMES = ['127.0.0.1', 'localhost', 'postgres', 'db.private.internal'];
const TUNNEL_PORT = 5432;

export const postgres: Manifest<
  'postgres',
  PostgresEndpoints,
  PostgresSettings,
  PostgresCredentials,
  'postgres-seed'
> = {
  name: 'postgres',
  formerNames: ['postgres-seed'],
  folder: 'postgres-seed',
  documentedPort: 5432,
  // Databases and roles that every server has, and words that PostgreSQL takes for others.
  reservedNames: ['playground', 'postgres', 'template0', 'template1', 'public', 'none'],
  after: [],
  credentials: { fixed: fixedCredentials, random: randomCredentials, ofWorld: credentialsOfWorld },
  clear: async (directory) => (await import('./embedded.ts')).stopOrphan(path.join(directory, 'postgres')),
  load: async () => (await import('./create.ts')).create,
  sample: endpointsOf({ host: '127.0.0.1', port: 1, credentials: fixedCredentials }),
  address: ({ url }) => url,
  at: postgresAt,
  hosts: ({ host }) => [host],
  // The names of libpq (https://www.postgresql.org/docs/17/libpq-envars.html).
  variables: ({ host, port, database, owner, sslmode, url }) => ({
    DATABASE_URL: url,
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: owner.user,
    PGPASSWORD: owner.password,
    PGSSLMODE: sslmode,
  }),
  banner: ({ host, port, database, owner, reader, url }) => ({
    rows: [
      [
        'Postgres, owner',
        `${host}:${port}/${database}`,
        `Username: ${owner.user} Password: ${owner.password}`,
      ],
      [
        'Postgres, read-only',
        `${host}:${port}/${database}`,
        `Username: ${reader.user} Password: ${reader.password}`,
      ],
    ],
    lines: [`psql '${url}'`],
  }),
  reset: resetPostgres,
  container: {
    image: 'postgres:17-trixie',
    names: TUNNEL_NAMES,
    announced: async ({ credentials, caCertificate }) =>
      endpointsOf({ host: '127.0.0.1', port: 1, credentials, tls: { ca: caCertificate } }),
  },
  offer: (endpoints): Offer => {
    const { host, port, database, owner, reader } = endpoints;
    const to = { host, port };
    return {
      tunnels: [...TUNNEL_NAMES.map((name) => ({ host: name, port: TUNNEL_PORT, to })), { ...to, to }],
      publicNames: [{ host: 'postgres', port: TUNNEL_PORT, to: { ...to, tls: true } }],
      secrets: databaseSecrets(endpoints),
      database: { ...to, database, owner, reader, readerUrl: presentUrl(reader, endpoints), relay: RELAY },
    };
  },
};

/** The five secrets under the names that the key vault example asks for. */
function databaseSecrets({ host, port, database, owner }: PostgresEndpoints): Record<string, string> {
  return {
    postgresDatabase: database,
    postgresHost: host,
    postgresUser: owner.user,
    postgresPassword: owner.password,
    postgresPort: String(port),
  };
}

function randomCredentials(): PostgresCredentials {
  const { owner, reader, admin } = fixedCredentials;
  return {
    owner: { ...owner, password: newSecret() },
    reader: { ...reader, password: newSecret() },
    admin: { ...admin, password: newSecret() },
  };
}
