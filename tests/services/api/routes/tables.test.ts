import { describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/dataset.ts';
import { TABLES_ON_DEMAND } from '../../../../fixtures/living/world-plan.ts';
import { World } from '../../../../fixtures/world.ts';
import { startApi } from '../../../support/start-api.ts';

const ALL = TABLES_ON_DEMAND.join('+');
const LISTED = ['numbers', 'looks', 'names', 'parents'];
const MINUTE = 60_000;

interface Answer {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

describe.each([`still+${ALL}`, `living+${ALL}`, `living+late+unstamped+${ALL}`])('in %s', (world) => {
  const dataset = createDataset({ world, records: 60 });
  const now = dataset.anchor + 90 * MINUTE;

  it.each(LISTED)('/tables/%s lists what the world has, page after page', async (name) => {
    await using api = await startApi({ dataset, clock: () => now });
    const rows: Answer['data'][number][] = [];
    for (let offset = 0; ; offset += 25) {
      const page = (await api.get(`/tables/${name}?limit=25&offset=${offset}`)).json<Answer>();
      rows.push(...page.data);
      expect([page.offset, page.limit]).toEqual([offset, 25]);
      if (offset + page.data.length >= page.total) break;
    }
    const truth = [...new World(dataset).table(name).rows(now)].map(({ values }) => values);
    const byId = (one: { id?: unknown }, other: { id?: unknown }): number =>
      Number(one.id) - Number(other.id);
    // What JSON.parse makes of numbers is what its users make of them.
    const read = truth.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          ['big', 'price', 'amount'].includes(column) ? Number(value) : value,
        ]),
      ),
    );
    expect(rows.sort(byId)).toEqual(read.sort(byId));
  });

  it.each(LISTED)('/tables/%s lists what was updated since', async (name) => {
    await using api = await startApi({ dataset, clock: () => now });
    const truth = [...new World(dataset).table(name).rows(now)].map(({ values }) => values);
    const stamps = truth.flatMap(({ updatedAt }) => updatedAt ?? []).sort();
    const since = stamps[Math.floor(stamps.length / 2)] as string;
    const page = (await api.get(`/tables/${name}?limit=1000&updated_since=${since}`)).json<Answer>();
    const wanted = truth.filter(({ updatedAt }) => updatedAt !== null && (updatedAt as string) >= since);
    expect(page.data.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(page.total).toBe(wanted.length);
  });
});

describe.each([`still+${ALL}`, `living+late+soft+${ALL}`])(
  '/tables/parents/{parent_id}/children in %s',
  (world) => {
    const dataset = createDataset({ world, records: 60 });
    const now = dataset.anchor + 90 * MINUTE;
    const children = [...new World(dataset).table('children').rows(now)].map(({ values }) => values);
    const ids = [...new Set(children.map(({ parentId }) => parentId))];

    it('lists those of every parent, all or since an instant', async () => {
      await using api = await startApi({ dataset, clock: () => now });
      for (const id of ids) {
        const own = children.filter(({ parentId }) => parentId === id);
        const path = `/tables/parents/${id}/children`;
        expect((await api.get(path)).json()).toEqual({ data: own, total: own.length });
        const since = own.map(({ updatedAt }) => updatedAt as string).sort()[2] as string;
        const newer = own.filter(({ updatedAt }) => (updatedAt as string) >= since);
        const answer = await api.get(`${path}?updated_since=${since}`);
        expect(answer.json()).toEqual({ data: newer, total: newer.length });
      }
    });

    it.each([
      ['0', 404],
      ['99999999999999999999', 404],
      ['x', 400],
    ])('has none of parent %s', async (id, status) => {
      await using api = await startApi({ dataset, clock: () => now });
      expect((await api.get(`/tables/parents/${id}/children`)).status).toBe(status);
    });
  },
);

it('writes numbers with all of their digits', async () => {
  await using api = await startApi({ dataset: createDataset({ world: 'still+numbers' }) });
  const { text } = await api.get('/tables/numbers?limit=50');
  for (const literal of [
    '"big":9007199254740993',
    '"big":-9223372036854775808',
    '"price":19.99',
    '"amount":12345678901234567890.123456789012345678',
    '"measure":52.3702157812',
    '"measure":1e-320',
    '"ratio":0.1',
  ])
    expect(text).toContain(`${literal},`);
});

it.each([
  [
    'still',
    '/tables/numbers',
    "The world 'still' has no table numbers. Start one that has: --world still+numbers",
  ],
  [
    'living+looks',
    '/tables/names?limit=x',
    "The world 'living+looks' has no table names. Start one that has: --world living+looks+names",
  ],
])('says in the world %s of %s what to do', async (world, path, error) => {
  await using api = await startApi({ dataset: createDataset({ world }) });
  const answer = await api.get(path);
  expect([answer.status, answer.headers.get('x-error-code'), answer.json()]).toEqual([
    404,
    'no_such_table',
    { error },
  ]);
});

it.each(['limit=0', 'limit=1001', 'offset=-1', 'limit=x', 'updated_since=x'])('refuses %s', async (query) => {
  await using api = await startApi({ dataset: createDataset({ world: 'still+looks' }) });
  expect((await api.get(`/tables/looks?${query}`)).status).toBe(400);
});
