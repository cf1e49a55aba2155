import type pg from 'pg';

const SCHEMA = 'playground';
/** Holds the instant that the database has reached. Written in the transaction of what happens then. */
export const CLOCK = `${SCHEMA}.clock`;
/** Who does in the database what happens in the world. It can log in only for a moment, see `living/log-in.ts`. */
export const CLOCK_ROLE = 'playground_clock';

/** Makes what tells the time of the world, which is `start` (ms since 1970) now. Everybody may read it, and no client write. */
export async function makeClock(client: pg.Client, start: number): Promise<void> {
  await client.query(`CREATE SCHEMA ${SCHEMA}`);
  await client.query(`CREATE TABLE ${CLOCK} (reached TIMESTAMPTZ PRIMARY KEY)`);
  await client.query(`INSERT INTO ${CLOCK} VALUES ($1)`, [new Date(start).toISOString()]);
  await client.query(`
    CREATE FUNCTION ${SCHEMA}.now() RETURNS TIMESTAMPTZ STABLE PARALLEL SAFE
    RETURN (SELECT max(reached) FROM ${CLOCK})`);
  await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO PUBLIC`);
  await client.query(`GRANT SELECT, REFERENCES ON ${CLOCK} TO PUBLIC`);
  await letMove(client, CLOCK_ROLE);
}

/** Lets a role write down which instant the database has reached. */
export async function letMove(client: pg.Client, role: string): Promise<void> {
  await client.query(`GRANT UPDATE ON ${CLOCK} TO ${client.escapeIdentifier(role)}`);
}
