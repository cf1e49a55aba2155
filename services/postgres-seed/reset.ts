import pg from 'pg';
import { asAdmin } from './as-admin.ts';
import { DATABASE, NEXT, TEMPLATE } from './database-names.ts';
import type { PostgresEndpoints } from './endpoints.ts';
import { resetFailed } from './errors.ts';

/**
 * Brings the database and the roles back to what they were seeded as, over the wire: lets no client in, ends all
 * sessions, drops the database's replication slots, puts a fresh copy of the seed in the database's place, and gives the
 * roles their passwords, attributes, memberships and settings again. No client can keep it from doing so.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that says what the server refused
 */
export async function resetPostgres(endpoints: PostgresEndpoints): Promise<void> {
  try {
    await asAdmin(endpoints, (client) => replaceDatabase(client, endpoints.owner.user, TEMPLATE));
  } catch (error) {
    throw resetFailed(`${endpoints.host}:${endpoints.port}`, error);
  }
}

/** Replaces the database with a copy of another one. Its replication slots would prevent that, so they are dropped. */
export async function replaceDatabase(client: pg.Client, owner: string, template: string): Promise<void> {
  await client.query('SELECT control.drop_slots()');
  await client.query(`DROP DATABASE IF EXISTS ${NEXT} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${NEXT} TEMPLATE ${template} STRATEGY file_copy`);
  await client.query(`REVOKE ALL ON DATABASE ${NEXT} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${NEXT} TO PUBLIC`);
  await copySettings(client, template, NEXT);
  await client.query(`GRANT ALL ON DATABASE ${NEXT} TO ${pg.escapeIdentifier(owner)}`);
  await client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await client.query(`ALTER DATABASE ${NEXT} RENAME TO ${DATABASE}`);
}

/** What is set for the sessions of a database, which a copy of it does not have. No client can set anything there. */
export async function copySettings(client: pg.Client, from: string, to: string): Promise<void> {
  const { rows } = await client.query<{ setting: string }>(
    `SELECT unnest(setconfig) AS setting FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
     WHERE datname = $1 AND setrole = 0`,
    [from],
  );
  for (const { setting } of rows) {
    const mark = setting.indexOf('=');
    await client.query(`ALTER DATABASE ${to} SET ${setting.slice(0, mark)} TO ${setting.slice(mark + 1)}`);
  }
}
