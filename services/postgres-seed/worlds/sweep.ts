import pg from 'pg';
import { asSuperuser } from '../seed/server.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';
import { dropDatabase } from './drop-database.ts';

/** The comment on every database and role that exists for a further world. */
const MARK = 'of a further world';

/** Says of a database or a role that it ends with its playground. */
export async function markAsWorlds(
  client: pg.Client,
  kind: 'DATABASE' | 'ROLE',
  name: string,
): Promise<void> {
  await client.query(`COMMENT ON ${kind} ${pg.escapeIdentifier(name)} IS '${MARK}'`);
}

/** Removes what the worlds of a playground have left that was killed, or whose files are used again. */
export async function sweepWorlds(server: ServerToSeed): Promise<void> {
  await asSuperuser(server, async (client) => {
    const { rows: databases } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE shobj_description(oid, 'pg_database') = $1`,
      [MARK],
    );
    for (const { name } of databases) {
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} IS_TEMPLATE false`);
      await dropDatabase(client, name);
    }
    const { rows: roles } = await client.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = $1`,
      [MARK],
    );
    for (const { name } of roles) await client.query(`DROP ROLE ${pg.escapeIdentifier(name)}`);
  });
}
