import type pg from 'pg';
import { reachableHost } from '../../core/reachable-host.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { Undo } from '../../core/undo.ts';
import { withClient } from './connect.ts';
import { type PostgresEndpoints, presentUrl } from './endpoints.ts';
import { claimPort } from './engine/claim-port.ts';
import { type Cluster, openCluster } from './engine/cluster.ts';
import { checkPostgresOptions, defaultPostgresOptions, type PostgresOptions } from './options.ts';
import { resetPostgres, TEMPLATE } from './reset.ts';
import { tablesOf } from './schema.ts';
import { fingerprintOf } from './seed/fingerprint.ts';
import { ensureRoles } from './seed/roles.ts';
import { seedDatabase } from './seed/seed-database.ts';

const DATABASE = 'playground';

/** PostgreSQL itself as a child of this process, with every table that the examples read. */
export function embeddedPostgres(options: Partial<PostgresOptions> = {}): Service<PostgresEndpoints> {
  return serviceOf('postgres-seed', () =>
    open(checkPostgresOptions({ ...defaultPostgresOptions, ...options })),
  );
}

function open(asked: PostgresOptions): Promise<Running<PostgresEndpoints>> {
  return Undo.onFailure(async (undo) => {
    const options = { ...asked, port: await claimPort(asked.host, asked.port) };
    const tables = tablesOf(options.dataset, options.rows);
    const { owner, reader, admin } = options.credentials;
    const cluster = await openCluster(
      options,
      fingerprintOf(tables, owner.user, reader.user, admin.user),
      undo,
    );
    const endpoints = endpointsOf(options);

    await asSuperuser(cluster, endpoints, 'postgres', (client) => ensureRoles(client, options.credentials));
    if (cluster.isNew) {
      await asSuperuser(cluster, endpoints, 'postgres', (client) =>
        client.query(`CREATE DATABASE ${TEMPLATE}`),
      );
      await asSuperuser(cluster, endpoints, TEMPLATE, (client) =>
        seedDatabase(client, tables, options.credentials, options.onProgress),
      );
      await asSuperuser(cluster, endpoints, 'postgres', (client) =>
        client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`),
      );
    }
    // Missing in a new server, and in one that was killed in the middle of a reset.
    if (!(await asSuperuser(cluster, endpoints, 'postgres', hasDatabase))) await resetPostgres(endpoints);
    if (cluster.isNew) await cluster.seal();
    return { endpoints, reset: () => resetPostgres(endpoints), close: () => cluster.close() };
  });
}

function endpointsOf({ host, port, credentials, tls }: PostgresOptions): PostgresEndpoints {
  const address = { host: reachableHost(host), port, database: DATABASE };
  return {
    ...address,
    ...credentials,
    sslmode: tls ? 'require' : 'disable',
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    url: presentUrl(credentials.owner, address),
  };
}

function asSuperuser<Result>(
  { superuser }: Cluster,
  { host, port }: PostgresEndpoints,
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return withClient({ host, port, database, ...superuser }, work);
}

async function hasDatabase(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  return rowCount === 1;
}
