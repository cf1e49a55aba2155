import type pg from 'pg';
import { CLOCK } from '../seed/clock-schema.ts';

/** Which instant the database has reached, in ms since 1970. */
export async function reachedBy(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ reached: string }>(
    `SELECT (extract(epoch FROM max(reached)) * 1000)::bigint AS reached FROM ${CLOCK}`,
  );
  return Number(rows[0]?.reached);
}
