import { expect, it } from '@jest/globals';
import { ACME, startSource } from './start-source.ts';

const ONE = `${ACME}  settings: { path: /v1/settings, rows: 1, one: false, fields: { id: uuid, plan: [free, pro] }, body: { settings: $item } }
`;

it('answers with one object where the body has $item', async () => {
  await using source = await startSource(ONE);
  const [row] = source.tables.get('acme.settings')?.rows(source.time.now) ?? [];
  expect((await source.get('/v1/settings')).body).toEqual({ settings: row?.values });
});

it('answers with null where there is no row', async () => {
  await using source = await startSource(ONE.replace('rows: 1,', 'rows: 0,'));
  expect((await source.get('/v1/settings')).body).toEqual({ settings: null });
});
