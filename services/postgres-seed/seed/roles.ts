import pg from 'pg';
import type { Login, PostgresCredentials } from '../credentials.ts';
import { ensureRole } from './ensure-role.ts';

/** What a reset brings back of a role, its password apart. */
export interface RoleDefinition {
  readonly login: Login;
  /** Whether a reset ends its sessions and lets it in again only when it is done. */
  readonly isClient: boolean;
  readonly attributes: string;
  readonly memberships: readonly string[];
}

/**
 * The owner may open replication slots, so that logical decoding can be tried. The reader sees what others do in
 * `pg_stat_activity`. The admin makes databases, comes in when clients have taken every connection, and can do what
 * the functions of the control database do; it has no REPLICATION, with which BASE_BACKUP reads the server's files.
 */
export function roleDefinitions({ owner, reader, admin }: PostgresCredentials): readonly RoleDefinition[] {
  return [
    {
      login: owner,
      isClient: true,
      attributes: 'REPLICATION NOCREATEDB',
      memberships: ['pg_read_all_stats'],
    },
    {
      login: reader,
      isClient: true,
      attributes: 'NOREPLICATION NOCREATEDB',
      memberships: ['pg_read_all_stats'],
    },
    {
      login: admin,
      isClient: false,
      attributes: 'NOREPLICATION CREATEDB',
      memberships: ['pg_signal_backend', 'pg_use_reserved_connections'],
    },
  ];
}

/** Makes the roles that are missing and sets everybody's password; what else they are, `restore_roles` knows. */
export async function makeRoles(client: pg.Client, roles: readonly RoleDefinition[]): Promise<void> {
  for (const { login } of roles) {
    const role = pg.escapeIdentifier(login.user);
    await ensureRole(client, login.user);
    await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(login.password)}`);
  }
}
