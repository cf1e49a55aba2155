import { expect, it } from '@jest/globals';
import { ACME, startSource } from './start-source.ts';

it('writes a list of one of some values, which is JSON in the truth', async () => {
  await using source = await startSource(ACME.replace('plan: [free, pro]', 'tags: [[new, old]]'));
  const columns = source.table.columnsAt(source.time.now);
  expect(columns).toContainEqual(expect.objectContaining({ name: 'tags', type: { kind: 'json' } }));
  const { data } = (await source.get('/v1/customers?limit=50')).body;
  const given = new Map(data.map(({ id, tags }: { id: string; tags: unknown }) => [id, tags]));
  expect(new Set([...given.values()].map(String))).toEqual(new Set(['new', 'old']));
  const rows = [...source.table.rows(source.time.now)].filter(({ values }) => given.has(values['id']));
  expect(rows.map(({ values }) => values['tags'])).toEqual(rows.map(({ values }) => given.get(values['id'])));
  expect(Array.isArray(rows[0]?.values['tags'])).toBe(true);
});
