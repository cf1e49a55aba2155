import { gzipSync } from 'node:zlib';
import type { Query } from '../../../../services/gateway/snowflake/query.ts';
import {
  type SnowflakeOptions,
  snowflakeStandIn,
} from '../../../../services/gateway/snowflake/snowflake-stand-in.ts';
import { type Mounted, mount } from '../stand-ins/mount.ts';

export const CREDENTIALS = { user: 'playground', password: 'playground-password' };
const SHOP = { database: 'shop', schema: 'snowflake' };

export const mountSnowflake = (query: Query, options: Partial<SnowflakeOptions> = {}): Promise<Mounted> =>
  mount(snowflakeStandIn({ query, credentials: CREDENTIALS, ...options }));

/** The stand-in alone, or a gateway in front of it. */
type Asked = Pick<Mounted, 'ask'>;

/** Posts JSON packed with gzip, as the drivers do. */
export async function post(snowflake: Asked, path: string, body: unknown, token?: string) {
  const answer = await snowflake.ask(`https://account.snowflakecomputing.com${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      ...(token && { Authorization: `Snowflake Token="${token}"` }),
    },
    body: gzipSync(JSON.stringify(body)),
  });
  return { status: answer.status, ...answer.json() };
}

export function login(snowflake: Asked, { user, password } = CREDENTIALS, { database, schema } = SHOP) {
  const path = `/session/v1/login-request?databaseName=${database}&schemaName=${schema}&request_id=1`;
  return post(snowflake, path, {
    data: { LOGIN_NAME: user, PASSWORD: password, ACCOUNT_NAME: 'account' },
  });
}

/** Logs in, and gives what runs a statement. */
export async function session(snowflake: Asked, credentials = CREDENTIALS, place = SHOP) {
  const { token } = (await login(snowflake, credentials, place)).data;
  return (sqlText: string, more: object = {}) =>
    post(snowflake, '/queries/v1/query-request?requestId=1', { sqlText, sequenceId: 1, ...more }, token);
}
