import pg from 'pg';
import type { EndpointsByService } from '../playground/manifests.ts';

/** How long what reads a slot may take to end, in ms. */
const PATIENCE_MS = 5_000;
const OF_THE_WORLD = 'FROM pg_replication_slots WHERE database = current_database()';

/** Drops the replication slots of a world's database, as a source does that gives up on who does not read; the journal tells. */
export async function dropSlots({ postgres }: Partial<EndpointsByService>): Promise<void> {
  if (!postgres) return;
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(`SELECT pg_terminate_backend(active_pid, $1) ${OF_THE_WORLD} AND active`, [
      PATIENCE_MS,
    ]);
    await client.query(`SELECT pg_drop_replication_slot(slot_name) ${OF_THE_WORLD}`);
  } finally {
    await client.end();
  }
}
