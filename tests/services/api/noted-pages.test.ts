import { Agent, get } from 'node:http';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../../core/control/present-entry.ts';
import { createDataset } from '../../../fixtures/index.ts';
import { resetApi } from '../../../services/api/reset.ts';
import { startApi } from '../../support/start-api.ts';

const dataset = createDataset({ records: 60 });
const api = await startApi({ dataset });
afterAll(() => api.stop());
beforeEach(() => resetApi(api.endpoints));

const entries = async (): Promise<readonly PresentedEntry[]> =>
  (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>().entries;

/** When the person at a place was updated, as a cursor. */
const cursor = (place: number): string => Buffer.from(dataset.people.at(place).updatedAt).toString('base64');

describe('the journal knows how the walk goes on', () => {
  it.each<[path: string, isLast: boolean, next: string | null]>([
    ['/pagination/keyset', false, cursor(49)],
    [`/pagination/keyset?scroll_param=${cursor(49)}`, true, null],
    ['/pagination/offset?offset=40&limit=10', false, null],
    ['/pagination/offset?offset=50&limit=10', true, null],
    ['/pagination/offset?offset=70&limit=10', true, null],
    ['/pagination/page_number?page=2&per_page=20', false, null],
    ['/pagination/page_number?page=3&per_page=20', true, null],
    [
      '/pagination/next_page_url?page=2&per_page=20',
      false,
      '/pagination/next_page_url?page=3&per_page=20&order_by=updatedAt&order_type=asc',
    ],
    ['/pagination/next_page_url?page=3&per_page=20', true, null],
    ['/incremental/deleted', true, null],
  ])('after %s', async (path, isLast, next) => {
    await api.get(path);
    const url = next?.startsWith('/') ? `${api.url}${next}` : next;
    expect((await entries())[0]?.page).toEqual({ is_last: isLast, next: url });
  });

  it.each(['/incremental/timestamp', '/export/csv', '/pagination/offset?limit=none'])(
    'after no page, as %s',
    async (path) => {
      await api.get(path);
      expect((await entries())[0]?.page).toBeNull();
    },
  );
});

/** Asks over a connection of an agent, and reads the answer to its end. */
function ask(agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(`${api.url}/pagination/keyset`, { agent }, (answer) => answer.resume().once('end', resolve)).once(
      'error',
      reject,
    );
  });
}

it('requests on one connection have its number, and others another', async () => {
  const [one, other] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  for (const agent of [one, other, one, other]) await ask(agent);
  one.destroy();
  other.destroy();
  const [a, b, c, d] = (await entries()).map(({ connection }) => connection);
  expect([c, d]).toEqual([a, b]);
  expect(a).not.toEqual(b);
});

it('is in order of arrival by the clock of the machine, too', async () => {
  const before = Date.now();
  for (let turn = 0; turn < 3; turn += 1) await api.get('/pagination/keyset');
  const times = (await entries()).map(({ received_at }) => Date.parse(received_at as string));
  expect([...times].sort((one, other) => one - other)).toEqual(times);
  expect(times[0]).toBeGreaterThanOrEqual(before);
  expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
});

it('says how long a client was asked to wait', async () => {
  await using limited = await startApi({
    clock: () => dataset.anchor,
    rateLimit: { capacity: 1, refillPerSecond: 0.5 },
  });
  for (let turn = 0; turn < 2; turn += 1) await limited.get('/pagination/offset');
  const answer = await limited.get('/_playground/journal');
  const told = answer.json<{ entries: PresentedEntry[] }>().entries;
  expect(told.map(({ status, retry_after }) => [status, retry_after])).toEqual([
    [200, null],
    [429, '2'],
  ]);
});
