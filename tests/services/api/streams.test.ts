import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../../core/control/present-entry.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { createDataset, type Dataset } from '../../../fixtures/index.ts';
import { startApi } from '../../support/start-api.ts';

/** A world that counts how many people were made. */
function countingDataset(records: number): { dataset: Dataset; made: () => number } {
  const dataset = createDataset({ records });
  const { people } = dataset;
  let made = 0;
  const counting = {
    size: people.size,
    firstUpdatedAtOrAfter: (time: number) => people.firstUpdatedAtOrAfter(time),
    at(index: number) {
      made += 1;
      return people.at(index);
    },
  };
  return { dataset: { ...dataset, people: counting as Dataset['people'] }, made: () => made };
}

/** Opens an answer and leaves it unread. */
function openAnswer(url: string, headers: Record<string, string>): Promise<[ClientRequest, IncomingMessage]> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => resolve([request, response]));
    request.on('error', reject);
  });
}

/** The count once it has stood still for a while. */
async function settled(count: () => number): Promise<number> {
  let before = -1;
  return waitUntil(
    'the work to stop',
    () => {
      const now = count();
      const still = now === before && now > 0;
      before = now;
      return still && now;
    },
    { intervalMs: 150 },
  );
}

const RECORDS = 1e9;

describe.each([
  ['CSV', '/export/csv', {}],
  ['compressed CSV', '/export/csv', { 'Accept-Encoding': 'gzip' }],
  ['JSON', '/incremental/timestamp', {}],
])('a billion rows of %s', (_format, path, headers: Record<string, string>) => {
  it('are made only as fast as the client reads, and no longer than it is there', async () => {
    const { dataset, made } = countingDataset(RECORDS);
    await using api = await startApi({ dataset });
    const [request, response] = await openAnswer(`${api.url}${path}`, headers);

    const unread = await settled(made);
    expect(unread).toBeLessThan(500_000);
    for (let chunks = 0; made() === unread && chunks < 1000; chunks += 1) {
      if (response.read() === null) await new Promise((resolve) => response.once('readable', resolve));
    }
    expect(made()).toBeGreaterThan(unread);

    request.destroy();
    const entries = await waitUntil('the journal to know that the client is gone', async () => {
      const journal = (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>();
      return journal.entries.some(({ aborted }) => aborted) && journal.entries;
    });
    expect(entries).toMatchObject([{ target: path, status: 200, aborted: true, error_code: null }]);
    const afterwards = made();
    await settled(made);
    expect(made()).toBe(afterwards);
  });

  it('cost nothing when only the headers are asked for', async () => {
    const { dataset, made } = countingDataset(RECORDS);
    await using api = await startApi({ dataset });
    const { status } = await api.get(path, { method: 'HEAD', headers });
    expect(status).toBe(200);
    expect(await (await api.get('/_playground/health')).status).toBe(200);
    expect(made()).toBeLessThan(500_000);
  });
});

describe('stopping', () => {
  it('cuts a stream that nobody reads', async () => {
    const { dataset } = countingDataset(RECORDS);
    const api = await startApi({ dataset });
    const [, response] = await openAnswer(`${api.url}/export/csv`, {});
    const ended = new Promise((resolve) => response.once('error', resolve));
    await api.stop();
    response.resume();
    await ended;
  });
});
