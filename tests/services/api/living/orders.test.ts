import { afterAll, describe, expect, it } from '@jest/globals';
import type { PresentedEntry } from '../../../../core/control/present-entry.ts';
import type { Row } from '../../../../fixtures/index.ts';
import { EVERYTHING, scroll, startLivingApi } from '../../../support/living-api.ts';

const HOUR = 3_600_000;
const api = await startLivingApi(EVERYTHING, 400);
afterAll(() => api.stop());

const timeOf = (row: Row, column: string): number => {
  const text = row[column];
  return typeof text === 'string' ? Date.parse(text) : Number.POSITIVE_INFINITY;
};
const ids = (rows: readonly Row[]): unknown[] => rows.map(({ id }) => id);
const texts = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const isoOf = (time: number): string => new Date(time).toISOString().replace('.000', '');

/** The pages of an endpoint that takes an order, one after the other. */
async function walk(path: string, parameters: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; ; at += 1) {
    const place = path.endsWith('offset') ? `offset=${at * 50}&limit=50` : `page=${at + 1}&per_page=50`;
    const { data } = await api.page(`${path}?${place}${parameters}`);
    if (data.length === 0) return rows;
    rows.push(...data);
  }
}

const PATHS = ['/pagination/offset', '/pagination/page_number', '/pagination/next_page_url'];
const instants = [0, 1, 30];
const cases = PATHS.flatMap((path) =>
  ['createdAt', 'updatedAt'].flatMap((order) =>
    ['asc', 'desc'].flatMap((type) => instants.map((hours) => ({ path, order, type, hours }))),
  ),
);

describe.each(cases)('$path by $order $type after $hours hours', ({ path, order, type, hours }) => {
  const sign = type === 'asc' ? 1 : -1;
  const query = `&order_by=${order}&order_type=${type}`;

  it.each([undefined, -20, -1])('tells everybody, or who was updated since %d hours', async (since) => {
    api.clock.now = api.anchor + hours * HOUR;
    const from = since === undefined ? undefined : api.clock.now + since * HOUR;
    const rows = await walk(path, query + (from === undefined ? '' : `&updated_since=${isoOf(from)}`));
    const expected = api
      .rows()
      .filter((row) => from === undefined || (row['updatedAt'] !== null && timeOf(row, 'updatedAt') >= from));
    expect(texts(rows)).toEqual(texts(expected));
    const keys = rows.map((row) => timeOf(row, order));
    expect(keys).toEqual(keys.toSorted((one, other) => (one === other ? 0 : sign * (one - other))));
  });
});

it('has two orders, which are not the same', async () => {
  const [created, updated] = [
    await walk('/pagination/offset', '&order_by=createdAt'),
    await walk('/pagination/offset', '&order_by=updatedAt'),
  ];
  expect(ids(created)).not.toEqual(ids(updated));
});

it('has whoever has no stamp last, first when turned round, and never since an instant', async () => {
  const isStamped = ({ updatedAt }: Row): boolean => updatedAt !== null;
  const first = api.rows().filter((row) => !isStamped(row)).length;
  expect(first).toBeGreaterThan(0);
  const ascending = await walk('/pagination/offset', '');
  expect(ascending.findIndex((row) => !isStamped(row))).toBe(ascending.length - first);
  const descending = await walk('/pagination/offset', '&order_type=desc');
  expect(descending).toEqual(ascending.toReversed());
  for (const since of ['0001-01-01T00:00:00Z', isoOf(api.anchor)]) {
    const timestamps = (await api.page(`/incremental/timestamp?since=${since}`)).data;
    expect(timestamps.every(isStamped)).toBe(true);
    expect((await scroll(api, `/pagination/keyset?updated_since=${since}`)).every(isStamped)).toBe(true);
  }
});

it.each([0, 1, 30])('tells after %d hours what was updated after an instant, by stamp', async (hours) => {
  api.clock.now = api.anchor + hours * HOUR;
  expect(texts((await api.page('/incremental/timestamp')).data)).toEqual(texts(api.rows()));
  const stamps = api.rows().flatMap(({ updatedAt }) => (updatedAt === null ? [] : [String(updatedAt)]));
  for (const since of stamps.filter((_, index) => index % 40 === 0)) {
    const { data } = await api.page(`/incremental/timestamp?since=${since}`);
    expect(texts(data)).toEqual(
      texts(
        api.rows().filter((row) => row['updatedAt'] !== null && timeOf(row, 'updatedAt') > Date.parse(since)),
      ),
    );
    const keys = data.map((row) => timeOf(row, 'updatedAt'));
    expect(keys).toEqual(keys.toSorted((one, other) => one - other));
  }
});

it.each([
  '/pagination/offset?offset=37&limit=20',
  '/pagination/offset?offset=37&limit=20&order_type=desc',
  '/pagination/offset?offset=11&limit=20&order_by=createdAt',
  '/pagination/page_number?page=3&per_page=9&order_by=createdAt&order_type=desc',
  '/pagination/offset?limit=7&updated_since=2026-01-02T00:00:00Z',
  '/pagination/offset?limit=7&updated_since=2026-01-02T00:00:00Z&order_type=desc',
  '/pagination/next_page_url?page=2&per_page=7&updated_since=2026-01-02T00:00:00Z',
  '/incremental/timestamp?since=2026-01-02T00:00:00Z',
  '/pagination/keyset?updated_since=2026-01-02T00:00:00Z',
  '/incremental/step?start_id=20&end_id=400',
  '/export/csv',
])('%s says in the journal where its rows stand', async (path) => {
  const rows = await api.get(path);
  const { entries } = (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>();
  const noted = entries.at(-1)?.rows;
  if (!noted) throw new Error('nothing was noted');
  const view = api.table.seenAt(api.clock.now);
  const [column, direction] = noted.order.split(' ');
  const all = {
    updatedAt: view.byStamp(0, view.size),
    createdAt: view.byCreation(0, view.size),
    position: view.rows(0, view.size),
  }[column as 'updatedAt'];
  const places = (direction === 'desc' ? all.toReversed() : all).slice(noted.first, noted.last + 1);
  const emails = places.map(({ values }) => String(values['email']));
  if (path === '/export/csv') expect(emails.every((email) => rows.text.includes(`,${email},`))).toBe(true);
  else expect(rows.json<{ data: Row[] }>().data.map(({ email }) => email)).toEqual(emails);
});

it('says between which places rows of one order stand that were chosen by the other', async () => {
  const { data } = await api.page(
    '/pagination/offset?limit=7&order_by=createdAt&updated_since=2026-01-02T00:00:00Z',
  );
  const { entries } = (await api.get('/_playground/journal')).json<{ entries: PresentedEntry[] }>();
  const { first, last } = entries.at(-1)?.rows ?? { first: 0, last: 0 };
  const ordered = api.table.seenAt(api.clock.now).byCreation(first, last - first + 1);
  expect([ordered[0], ordered.at(-1)].map((row) => row?.values['id'])).toEqual(
    [data[0], data.at(-1)].map((row) => row?.['id']),
  );
});
