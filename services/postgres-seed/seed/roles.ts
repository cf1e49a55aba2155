import pg from 'pg';
import type { Login, PostgresCredentials } from '../credentials.ts';

const { escapeIdentifier, escapeLiteral } = pg;

/**
 * Makes the three roles, or makes them again what they were: who knows a password may also change it.
 *
 * The owner may open replication slots, so that logical decoding can be tried. The reader sees what others
 * do in `pg_stat_activity`. The admin may do what a reset takes, and no more.
 */
export async function ensureRoles(client: pg.Client, credentials: PostgresCredentials): Promise<void> {
  const { owner, reader, admin } = credentials;
  await ensureRole(client, owner, 'REPLICATION');
  await ensureRole(client, reader, 'NOREPLICATION');
  await ensureRole(client, admin, 'CREATEDB REPLICATION');
  await client.query(`GRANT pg_read_all_stats TO ${names(owner, reader)}`);
  await client.query(`GRANT pg_signal_backend TO ${names(admin)}`);
}

async function ensureRole(client: pg.Client, login: Login, attributes: string): Promise<void> {
  const role = escapeIdentifier(login.user);
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login.user]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${role}`);
  await client.query(`ALTER ROLE ${role} LOGIN ${attributes} PASSWORD ${escapeLiteral(login.password)}`);
  await client.query(`ALTER ROLE ${role} RESET ALL`);
}

function names(...logins: readonly Login[]): string {
  return logins.map(({ user }) => escapeIdentifier(user)).join(', ');
}
