import { describe, expect, it } from '@jest/globals';
import { KEYSET, startFaultyApi, walkByCursor } from '../../support/faulty-api.ts';

describe.each(['still', 'living'] as const)('in a %s world', (world) => {
  it.each([
    ['empty', 1],
    ['empty', 2],
    ['empty', 4],
    [{ short: 37 }, 1],
    [{ short: 37 }, 3],
  ])('a walk by cursor loses nothing to %j on page %i', async (effects, page) => {
    await using api = await startFaultyApi(world, { on: { route: 'people', page }, do: effects });
    const faulty = await walkByCursor(api);
    expect(faulty[page - 1]).toHaveLength(effects === 'empty' ? 0 : 37);
    const right = await walkByCursor(api);
    expect(faulty.flat()).toEqual(right.flat());
  });

  it('a walk from an instant loses nothing to an empty first page', async () => {
    const path = `${KEYSET}?updated_since=2025-12-31T00:00:00Z`;
    await using api = await startFaultyApi(world, { on: { since: 'any' }, do: 'empty' });
    const { data, scroll_param: cursor } = await api.get(path);
    expect(data).toEqual([]);
    const again = await api.ids(`${KEYSET}?scroll_param=${encodeURIComponent(cursor as string)}`);
    expect(again).toEqual(await api.ids(path));
    expect(again.length).toBeGreaterThan(0);
  });

  it('a page that never advances', async () => {
    await using api = await startFaultyApi(world, {
      on: { route: 'people', page: 2 },
      do: { next: 'same' },
      times: 'always',
    });
    const pages = await walkByCursor(api, 5);
    expect(pages).toHaveLength(5);
    expect(pages[4]).toEqual(pages[1]);
  });

  it('a walk that ends too early', async () => {
    await using api = await startFaultyApi(world, { on: { route: 'people', page: 2 }, do: { next: 'none' } });
    expect(await walkByCursor(api)).toHaveLength(2);
  });

  it('a walk by cursor behind a cap', async () => {
    await using api = await startFaultyApi(world, {
      on: { route: 'people' },
      do: { cap: 120 },
      times: 'always',
    });
    expect((await walkByCursor(api)).map((page) => page.length)).toEqual([50, 50, 20]);
  });
});

it('a cursor that has expired', async () => {
  await using api = await startFaultyApi('still', {
    on: { route: 'people', page: 3 },
    do: { expire: 'scroll' },
  });
  const { scroll_param: second } = await api.get(KEYSET);
  const { scroll_param: third } = await api.get(`${KEYSET}?scroll_param=${second}`);
  const gone = await fetch(`${api.url}${KEYSET}?scroll_param=${third}`);
  expect([gone.status, gone.headers.get('x-error-code')]).toEqual([410, 'scroll_expired']);
  expect((await fetch(`${api.url}${KEYSET}?scroll_param=${third}`)).status).toBe(200);
});
