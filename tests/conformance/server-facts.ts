import type { ApiEndpoints } from '../../services/api/endpoints.ts';
import { send } from './send.ts';

/** The columns that rows can be ordered by. */
export type TimeColumn = 'createdAt' | 'updatedAt';

type Row = Readonly<Record<string, unknown>>;

/** What requests and observations must know about one of the two servers. */
export interface ServerFacts extends ApiEndpoints {
  /** A session token that is good for an hour; empty where the server was not asked for one. */
  readonly token: string;
  /** Times of the last update, oldest first. */
  readonly updateTimes: readonly string[];
  /** The place of a row among all rows of its server, oldest first; undefined for a row it does not know. */
  rank(row: Row, column: TimeColumn): number | undefined;
}

/**
 * Asks a server for what it has. Rows come from the one endpoint that neither sorts nor changes anything,
 * so that the original is untouched when the comparison begins.
 */
export async function learnFacts(endpoints: ApiEndpoints): Promise<ServerFacts> {
  const target = '/incremental/step?start_id=1&end_id=1000';
  const rows = await askJson<{ data: Row[] }>(endpoints.url, { method: 'GET', target, headers: {} });
  const { token } = await askJson<{ token: string }>(endpoints.url, {
    method: 'POST',
    target: '/auth/session_token/login',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(endpoints.credentials.session),
  });
  return factsOf(endpoints, rows.data, token);
}

/** A server about whose rows nothing is known, because asking would count against its rate limit. */
export function factsOf(endpoints: ApiEndpoints, rows: readonly Row[] = [], token = ''): ServerFacts {
  const ranks = { createdAt: ranksBy('createdAt', rows), updatedAt: ranksBy('updatedAt', rows) };
  return {
    ...endpoints,
    token,
    updateTimes: rows.map((row) => String(row['updatedAt'])).sort(),
    rank: (row, column) => ranks[column].get(keyOf(row)),
  };
}

function ranksBy(column: TimeColumn, rows: readonly Row[]): Map<string, number> {
  const ordered = rows.toSorted((one, other) => (String(one[column]) < String(other[column]) ? -1 : 1));
  return new Map(ordered.map((row, rank) => [keyOf(row), rank]));
}

/** Not the `id`: /incremental/step puts the position in its place. */
function keyOf(row: Row): string {
  return `${row['createdAt']} ${row['updatedAt']} ${row['email']}`;
}

async function askJson<Body>(url: string, request: Parameters<typeof send>[1]): Promise<Body> {
  return JSON.parse((await send(url, request)).text) as Body;
}
