import { describe, expect, it } from '@jest/globals';
import { foundRows } from './right-rows.ts';
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
});
