import { describe, expect, it } from '@jest/globals';
import type { DeclaredTable } from '../../fixtures/declared/declared-table.ts';
import { HOST, type StartedSource, startSource } from './start-source.ts';

const HOUR = 3_600_000;
/** Customers have orders, and orders have lines. */
const SHOP = `host: ${HOST}
resources:
  customers:
    path: /{version}/customers
    fields: { id: number, name: name, updated_at: updated }
  orders:
    path: /v1/customers/{customer_id}/orders
    of: { customers: 7 }
    fields: { id: uuid, customer: parent id, created_at: created, updated_at: updated }
    body: { data: $items, next: $next, total: $total }
    paging: { cursor: token, size: limit, rows: 2 }
    since: updated_since
  lines:
    path: /v1/customers/{customer_id}/orders/{order_id}/lines
    of: orders
    fields: { id: uuid, order: parent id }
  all_orders:
    path: /v1/orders
    of: customers
    fields: { id: uuid, customer: parent id }
`;

const tableOf = ({ tables }: StartedSource, name: string) => tables.get(`acme.${name}`) as DeclaredTable;
const rowsOf = (source: StartedSource, name: string) =>
  [...tableOf(source, name).rows(source.time.now)].map(({ values }) => values);

async function walk(source: StartedSource, path: string, query = ''): Promise<Record<string, string>[]> {
  const items = [];
  for (let token = ''; ; ) {
    const { status, body } = await source.get(`${path}?${query}${token}`);
    expect(status).toBe(200);
    items.push(...body.data);
    if (body.next === null) return items;
    token = `&token=${body.next}`;
  }
}

const ids = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ id }) => id).toSorted();

describe('rows that belong to others', () => {
  it.each(['key', '-key', 'created', '-created', 'updated', '-updated'])(
    'are listed for each of their parents in the order %s, before and after the clock moves',
    async (order) => {
      await using source = await startSource(
        SHOP.replace('since: updated_since', `since: updated_since\n    order: ${order}`),
      );
      for (const step of [0, HOUR]) {
        source.time.now += step;
        const orders = rowsOf(source, 'orders');
        const customers = rowsOf(source, 'customers').slice(0, 25);
        for (const { id } of customers) {
          const mine = await walk(source, `/v1/customers/${id}/orders`, 'limit=3');
          expect(ids(mine)).toEqual(ids(orders.filter(({ customer }) => customer === id)));
        }
      }
    },
  );

  it('are listed since an instant', async () => {
    await using source = await startSource(SHOP);
    const before = source.time.now;
    source.time.now += HOUR;
    const orders = rowsOf(source, 'orders').filter(
      ({ updated_at }) => Date.parse(updated_at as string) >= before,
    );
    const since = `updated_since=${new Date(before).toISOString()}`;
    expect(orders.length).toBeGreaterThan(2);
    for (const customer of new Set(orders.map((one) => one['customer'])))
      expect(ids(await walk(source, `/v1/customers/${customer}/orders`, since))).toEqual(
        ids(orders.filter((one) => one['customer'] === customer)),
      );
  });

  it('are listed below several others, and without any', async () => {
    await using source = await startSource(SHOP);
    const [line] = rowsOf(source, 'lines');
    const order = rowsOf(source, 'orders').find(({ id }) => id === line?.['order']);
    const path = `/v1/customers/${order?.['customer']}/orders/${order?.['id']}/lines`;
    const { body } = await source.get(path);
    expect(ids(body)).toEqual(ids(rowsOf(source, 'lines').filter((one) => one['order'] === order?.['id'])));
    expect((await source.get(`${path}/${line?.['id']}`)).body).toEqual(line);
    expect(ids((await source.get('/v1/orders')).body)).toEqual(ids(rowsOf(source, 'all_orders')));
    expect((await source.get('/v2/customers')).status).toBe(200);
  });

  it('are refused for a parent that there is not, or that is not where the path says', async () => {
    await using source = await startSource(SHOP);
    const [line] = rowsOf(source, 'lines');
    const order = rowsOf(source, 'orders').find(({ id }) => id === line?.['order']);
    const other = rowsOf(source, 'customers').find(({ id }) => id !== order?.['customer']);
    const answers = await Promise.all(
      [
        '/v1/customers/999999999/orders',
        '/v1/customers/no-number/orders',
        `/v1/customers/${other?.['id']}/orders/${order?.['id']}`,
        `/v1/customers/${other?.['id']}/orders/${order?.['id']}/lines`,
      ].map((path) => source.get(path)),
    );
    expect(answers.map(({ status, headers }) => [status, headers['x-error-code']])).toEqual(
      answers.map(() => [404, 'no_such_row']),
    );
    expect(answers[0]?.body.error).toBe("acme.customers has no row '999999999'.");
  });
});
