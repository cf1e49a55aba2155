import pg from 'pg';
import { newSecret } from '../../../core/new-secret.ts';
import { CONTROL } from '../database-names.ts';
import { RESET_LOCK } from '../reset-lock.ts';
import { asSuperuser } from '../seed/server.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';

/** What somebody set for the role counts for nothing. Locks and triggers of clients are waited for, but not forever. */
const SETTINGS = [
  'search_path=pg_catalog',
  'standard_conforming_strings=on',
  'default_transaction_read_only=off',
  'statement_timeout=10min',
  'idle_session_timeout=0',
  'idle_in_transaction_session_timeout=0',
  'lock_timeout=30s',
];

/** A database in which things happen. */
export interface LivingDatabase {
  readonly database: string;
  /** The user who owns the tables. */
  readonly owner: string;
  /** The user who does what happens. */
  readonly clock: string;
}

/**
 * Logs in as the one who does what happens in the world. It may do what the owner may, and no more: clients' triggers run
 * with its rights, so it cannot be the superuser. Nobody else can log in as it, with a password that a trigger has set: it
 * may log in only while this function runs. The server writes no line about its statements. A reset takes from roles what
 * they were not seeded with, and this role's rights with it: one that is under way is waited for.
 */
export async function logIn(
  server: ServerToSeed,
  { database, owner, clock }: LivingDatabase,
): Promise<pg.Client> {
  const password = newSecret();
  const role = pg.escapeIdentifier(clock);
  const { host, port } = server;
  const open = async (superuser: pg.Client): Promise<pg.Client> => {
    // Of its session: it is given back when the superuser hangs up.
    await superuser.query('SELECT pg_advisory_lock($1)', [RESET_LOCK]);
    await superuser.query(`ALTER ROLE ${role} RESET ALL`);
    await superuser.query(`ALTER ROLE ${role} IN DATABASE ${pg.escapeIdentifier(database)} RESET ALL`);
    await superuser.query(`ALTER ROLE ${role} SET log_min_duration_statement = -1`);
    await superuser.query(`GRANT ${pg.escapeIdentifier(owner)}, pg_use_reserved_connections TO ${role}`);
    await superuser.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    try {
      const options = SETTINGS.map((setting) => `-c ${setting}`).join(' ');
      const login = { user: clock, password, database, options, ssl: false };
      const client = new pg.Client({ host, port, ...login });
      // A connection that is lost is told by the next query too.
      client.on('error', () => undefined);
      await client.connect();
      return client;
    } finally {
      await superuser.query(`ALTER ROLE ${role} NOLOGIN`);
    }
  };
  return asSuperuser(server, open, CONTROL);
}
