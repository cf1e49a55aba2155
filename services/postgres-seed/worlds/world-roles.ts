import pg from 'pg';
import type { PostgresCredentials } from '../credentials.ts';
import { ensureRole } from '../seed/ensure-role.ts';
import { type RoleDefinition, roleDefinitions } from '../seed/roles.ts';
import { markAsWorlds } from './sweep.ts';

/** Who may do what in the database of a world. Its admin is the server's. */
export class WorldRoles {
  /** Who does in the database what happens in the world. */
  readonly clock: string;
  readonly #clients: readonly RoleDefinition[];

  constructor(world: string, credentials: PostgresCredentials) {
    this.#clients = roleDefinitions(credentials).filter(({ isClient }) => isClient);
    this.clock = `${world}_clock`;
  }

  /** Makes those that are missing, and brings the others back to what they were. None of them can begin a session. */
  async restore(client: pg.Client): Promise<void> {
    for (const { login, attributes, memberships } of this.#clients) {
      const role = pg.escapeIdentifier(login.user);
      const password = pg.escapeLiteral(login.password);
      await makeRole(client, login.user);
      await client.query(
        `ALTER ROLE ${role} NOLOGIN INHERIT NOSUPERUSER NOCREATEROLE NOBYPASSRLS ${attributes} CONNECTION LIMIT -1 ` +
          `PASSWORD ${password} VALID UNTIL 'infinity'`,
      );
      await client.query(`ALTER ROLE ${role} RESET ALL`);
      await client.query(`GRANT ${memberships.join(', ')} TO ${role}`);
    }
    await makeRole(client, this.clock);
  }

  /** Lets clients begin sessions. */
  async letIn(client: pg.Client): Promise<void> {
    for (const { login } of this.#clients)
      await client.query(`ALTER ROLE ${pg.escapeIdentifier(login.user)} LOGIN`);
  }

  /** When their database is gone. */
  async drop(client: pg.Client): Promise<void> {
    const names = [this.clock, ...this.#clients.map(({ login }) => login.user)];
    await client.query(`DROP ROLE IF EXISTS ${names.map((name) => pg.escapeIdentifier(name)).join(', ')}`);
  }
}

async function makeRole(client: pg.Client, name: string): Promise<void> {
  await ensureRole(client, name);
  await markAsWorlds(client, 'ROLE', name);
}
