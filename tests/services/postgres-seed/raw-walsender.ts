import pg from 'pg';
import type { Login } from '../../../services/postgres-seed/credentials.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';

/** What node-postgres takes and its types do not know. */
interface ReplicationConfig extends pg.ClientConfig {
  readonly replication: 'database' | 'true';
}

/** A client of the replication protocol: `database` for logical, `true` for physical replication. */
export async function walsender(
  { host, port, database }: PostgresEndpoints,
  login: Login,
  replication: 'database' | 'true' = 'database',
): Promise<pg.Client> {
  const config: ReplicationConfig = { host, port, database, ...login, ssl: false, replication };
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
