import { postgresQuery } from '../../services/gateway/snowflake/postgres-query.ts';
import { presentUrl } from '../../services/postgres-seed/endpoints.ts';
import { login, mountSnowflake, post } from '../services/gateway/snowflake/sign-in.ts';
import type { Mounted } from '../services/gateway/stand-ins/mount.ts';
import { rowsOf, startTemporaryPostgres } from '../services/postgres-seed/with-postgres.ts';

/** Where statements are run. */
export const QUERY = '/queries/v1/query-request?requestId=attack';
export const ABORT = '/queries/v1/abort-request';

export interface StartedSnowflake {
  readonly snowflake: Mounted;
  /** Of two sessions. */
  readonly token: string;
  readonly other: string;
  /** Runs a statement, in the first session unless told otherwise. */
  // biome-ignore lint/suspicious/noExplicitAny: a client takes an answer for what its documentation says
  ask(sqlText: unknown, more?: object, as?: string): Promise<any>;
  /** How many statements with this text the database runs. */
  running(text: string): Promise<number>;
  stop(): Promise<void>;
}

/** Snowflake over a database of its own, asked as the playground asks: as the reader. */
export async function startSnowflake(mostStallMs: number): Promise<StartedSnowflake> {
  const postgres = await startTemporaryPostgres();
  const url = presentUrl(postgres.endpoints.reader, postgres.endpoints);
  const snowflake = await mountSnowflake(postgresQuery(url), { mostStallMs });
  const token = (await login(snowflake)).data.token;
  return {
    snowflake,
    token,
    other: (await login(snowflake)).data.token,
    ask: (sqlText, more = {}, as = token) => post(snowflake, QUERY, { sqlText, ...more }, as),
    async running(text) {
      const sql = `SELECT 1 FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid() AND query LIKE '%${text}%'`;
      return (await rowsOf(postgres.endpoints, sql)).length;
    },
    async stop() {
      await snowflake.close();
      await postgres.stop();
    },
  };
}
