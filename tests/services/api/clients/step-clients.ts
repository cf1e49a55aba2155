import { fetchJson } from './fetch-json.ts';
import type { Row } from './paging-clients.ts';

const STEP = 1000;

/** Asks for a thousand positions at a time from one on, until none has anybody. */
export async function* byStep(baseUrl: string, firstId: number): AsyncGenerator<Row> {
  for (let startId = firstId; ; startId += STEP) {
    const { data } = await fetchJson<{ data: Row[] }>(`${baseUrl}/incremental/step`, {
      start_id: startId,
      end_id: startId + STEP - 1,
    });
    if (data.length === 0) return;
    yield* data;
  }
}

const REPLAY_SECONDS = 2 * 24 * 3600;

/** Goes back a while before its cursor, to catch rows that came late; the destination drops what it knows. */
export async function replaySince(baseUrl: string, cursor: string): Promise<readonly Row[]> {
  const from = new Date(Date.parse(cursor) - REPLAY_SECONDS * 1000);
  const since = from.toISOString().replace(/\.\d+/, '');
  return (await fetchJson<{ data: Row[] }>(`${baseUrl}/incremental/timestamp`, { since })).data;
}
