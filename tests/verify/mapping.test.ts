import { describe, expect, it } from '@jest/globals';
import type { Asked } from '../../verify/causes/asked.ts';
import type { FoundRow } from './memory-destination.ts';
import { ANCHOR, foundRows } from './right-rows.ts';
import { reportOn, verdictOn } from './verdict-on.ts';

describe('other tables', () => {
  it.each([
    ['public.users', 'tester.users'],
    ['public.subscribers', 'tester.subscribers'],
    ['public.sample_users', 'tester.sample_users'],
    ['public.people', 'tester.people'],
    ['public.employee', 'tester.anything'],
    ['public.product_inventory', 'tester.product_inventory'],
    ['public.sensor_data', 'tester.sensor_data'],
    ['iot.sensor_readings', 'tester.sensor_readings'],
    ['departments', 'tester.department'],
    ['companies', 'tester.company'],
    ['tickit.users', 'tester.users'],
    ['tickit.sales', 'tester.sales'],
    ['parallel.orders', 'tester.orders'],
    ['snowflake.orders', 'tester.orders'],
    ['postal_codes', 'tester.zip'],
    ['placeholder.todos', 'tester.todos'],
    ['star_wars.people', 'tester.people'],
    ['invoices', 'tester.invoices'],
    ['national_parks.parks', 'tester.park'],
    ['crm.contacts', 'tester.contacts'],
  ])('%s is known as what it is', async (source, name) => {
    expect(await verdictOn(foundRows(source), { name, types: {}, key: [] })).toMatchObject({
      result: 'equal',
      source,
      findings: [],
    });
  });

  const idAndName = ({ id, name }: FoundRow): FoundRow => ({ id: id ?? null, name: name ?? null });
  const asked = (target: string, route: string | null = null): Asked => ({
    ...{ number: 1, at: ANCHOR, service: 'any', operation: route ? 'GET' : 'query', target, route },
    ...{ rows: null, status: null, errorCode: null, aborted: false },
  });
  const people = asked('/pagination/keyset', 'pagination_keyset');
  const users = asked('SELECT id, name FROM public.sample_users');
  const unknown = asked('/bucket/people.csv', 'GetObject');

  it.each<[what: string, name: string, rows: FoundRow[], journal: Asked[] | undefined, source: string]>([
    ['its name', 'tester.sample_user', foundRows('people', 20), undefined, 'public.sample_users'],
    ['its name', 'tester.people', foundRows('people', 20), undefined, 'people'],
    ['its size', 'tester.user', foundRows('people'), undefined, 'people'],
    ['its size', 'tester.user', foundRows('public.sample_users'), undefined, 'public.sample_users'],
    ['what was read', 'tester.user', foundRows('people', 100), [people], 'people'],
    ['what was read', 'tester.user', foundRows('people'), [users], 'public.sample_users'],
    ['its size, as both were read', 'tester.user', foundRows('people'), [people, users], 'people'],
    [
      'its name, as nobody knows',
      'tester.sample_users',
      foundRows('people'),
      [unknown],
      'public.sample_users',
    ],
  ])('where ids and names are those of two tables, %s tells', async (_what, name, rows, journal, source) => {
    const report = await reportOn(
      rows.map(idAndName),
      { name, types: {} },
      {
        ...(journal && { journal: { entries: async () => journal } }),
      },
    );
    expect(report.tables[0]?.source).toBe(source);
  });

  it.each([
    ['exchange_rates', 3000],
    ['share_prices.AAPL', 2500],
  ])('%s may have some of its rows', async (source, count) => {
    const rows = foundRows(source, count);
    expect(await verdictOn(rows, { name: 'tester.daily', types: {} })).toEqual({
      result: 'equal',
      source,
      rows: count,
      equal: count,
      findings: [],
    });
  });

  it('says that there is nothing to compare', async () => {
    const garbage = Array.from({ length: 20 }, (_, id) => ({ id, name: `name ${id}`, value: id * 7.5 }));
    expect(await reportOn(garbage)).toMatchObject({ result: 'nothing to compare', findings: [] });
    expect(await reportOn([], { types: { id: 'VARCHAR' } })).toMatchObject({
      result: 'nothing to compare',
      tables: [{ source: null, reason: 'it has no rows' }],
    });
  });

  it.each<[what: string, rows: FoundRow[]]>([
    [
      'numbers as text, which are postal codes by chance',
      foundRows('postal_codes', 40).map(({ postal_code }, place) => ({
        id: place,
        diameter: postal_code ?? null,
      })),
    ],
    [
      'a reference to rows of another table',
      foundRows('national_parks.parks', 40).map(({ park_code }, place) => ({
        ...{ alert_id: `alert ${place}`, park_code: park_code ?? null },
        title: `Closed, ${place}`,
      })),
    ],
  ])('takes no table for another one because of %s', async (_what, rows) => {
    const report = await reportOn(rows, { name: 'tester.things', types: {} });
    expect(report.tables[0]?.source).toBeNull();
  });
});
