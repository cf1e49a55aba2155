import pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { copySettings } from '../reset.ts';
import { letMove } from '../seed/clock-schema.ts';
import { giveBackTo } from '../seed/dropped-tables.ts';
import { grantRights } from '../seed/grant-rights.ts';
import { asSuperuser } from '../seed/server.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';
import { type SqlTable, schemasOf } from '../seed/sql-table.ts';
import { dropDatabase } from './drop-database.ts';
import { markAsWorlds } from './sweep.ts';
import type { WorldRoles } from './world-roles.ts';

export interface Clone {
  readonly database: string;
  /** The database that holds the seed. */
  readonly template: string;
  /** Whose names the seed has. */
  readonly seeded: PostgresCredentials;
  readonly credentials: PostgresCredentials;
  readonly roles: WorldRoles;
  readonly lives: boolean;
  readonly tables: readonly SqlTable[];
}

/**
 * Makes a database what a template is, with the roles of a world in place of those of the seed. One that is there is
 * replaced, and its sessions end; none begins before it is done.
 */
export async function cloneDatabase(server: ServerToSeed, clone: Clone): Promise<void> {
  const { database, template, credentials, roles } = clone;
  const name = pg.escapeIdentifier(database);
  const clients = [credentials.owner, credentials.reader].map(({ user }) => pg.escapeIdentifier(user));
  await asSuperuser(server, async (client) => {
    await roles.restore(client);
    await dropDatabase(client, database);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
    await markAsWorlds(client, 'DATABASE', database);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(
      `GRANT CONNECT ON DATABASE ${name} TO ${[...clients, pg.escapeIdentifier(roles.clock)].join(', ')}`,
    );
    await client.query(`GRANT ALL ON DATABASE ${name} TO ${clients[0]}`);
    await copySettings(client, template, name);
  });
  await asSuperuser(server, (client) => adopt(client, clone), database);
}

async function adopt(client: pg.Client, { seeded, credentials, roles, lives, tables }: Clone): Promise<void> {
  const { owner, reader } = credentials;
  const ownerName = pg.escapeIdentifier(owner.user);
  await client.query('BEGIN');
  await client.query(`REASSIGN OWNED BY ${pg.escapeIdentifier(seeded.owner.user)} TO ${ownerName}`);
  await client.query(`GRANT ALL ON SCHEMA public TO ${ownerName}`);
  await grantRights(client, schemasOf(tables), credentials);
  await giveBackTo(client, tables, owner, reader);
  if (lives) await letMove(client, roles.clock);
  await roles.letIn(client);
  await client.query('COMMIT');
}
