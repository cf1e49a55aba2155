import { asSuperuser } from '../seed/server.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';

/** Ends what serves a session, as an administrator does: its client is told 57P01. */
export async function terminateBackend(server: ServerToSeed, pid: number): Promise<void> {
  await asSuperuser(server, (client) => client.query('SELECT pg_terminate_backend($1)', [pid]));
}
