import pg from 'pg';
import type { Logger } from '../../core/logger.ts';
import { CONTROL } from './database-names.ts';
import type { ServerToSeed } from './seed/server-to-seed.ts';

/** The server has room for some 12,000, of all sessions together; then no session can begin. */
const MOST_LOCKS = 4000;
const LOOK_MS = 500;

/** Reads no table and takes no lock, so that it works when none is free. */
const LARGEST_HOLDER = {
  name: 'largest-holder',
  text: `
    WITH holder AS (
      SELECT pid, count(*)::int AS locks FROM pg_lock_status() WHERE pid <> pg_backend_pid() AND granted GROUP BY pid
    )
    SELECT pid, locks FROM holder WHERE (SELECT sum(locks) FROM holder) > $1 ORDER BY locks DESC LIMIT 1`,
  values: [MOST_LOCKS],
};

/**
 * Keeps room in the table of locks of a server on this machine, which all sessions share: while too many are held, the session that holds most of
 * them is ended, and the log says so. It has one connection of the superuser from the start on, because a new one needs
 * locks itself; and it ends a session as the operating system does, because PostgreSQL would look up whose it is.
 *
 * @returns ends it
 */
export async function guardLocks(
  server: Pick<ServerToSeed, 'host' | 'port' | 'superuser'>,
  logger: Logger,
): Promise<() => Promise<void>> {
  const { host, port, superuser } = server;
  let client: pg.Client | undefined;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      client ??= await connect({ host, port, database: CONTROL, ...superuser, ssl: false });
      const { rows } = await client.query<{ pid: number; locks: number }>(LARGEST_HOLDER);
      for (const { pid, locks } of rows) {
        // What pg_terminate_backend sends.
        process.kill(pid, 'SIGTERM');
        logger('locks_ended', { session: pid, locks });
      }
    } catch {
      // The server is restarting, or full; it is looked at again.
      const lost = client;
      client = undefined;
      await lost?.end().catch(() => undefined);
    }
  }

  let looking = look();
  const lookLater = (): void => {
    timer = setTimeout(() => {
      looking = look();
      void looking.then(() => isEnded || lookLater());
    }, LOOK_MS).unref();
  };
  await looking;
  lookLater();
  return async () => {
    isEnded = true;
    clearTimeout(timer);
    await looking;
    await client?.end().catch(() => undefined);
  };
}

async function connect(options: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(options);
  // The next look is told of a lost connection.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
