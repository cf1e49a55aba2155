import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import copyStreams from 'pg-copy-streams';
import { connected, rowsOf, startTemporaryPostgres, type TemporaryPostgres } from './with-postgres.ts';

let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres({ rows: 12_000 });
});

afterAll(() => postgres.stop());

describe('what the examples do', () => {
  it.each(['users', 'subscribers'])(
    'pages through %s by (updated_at, id) and loses nothing',
    async (table) => {
      const seen: number[] = [];
      const pages: number[] = [];
      await connected(postgres.endpoints, async (client) => {
        let after: readonly unknown[] = ['0001-01-01T00:00:00+00:00', 0];
        for (;;) {
          const { rows } = await client.query(
            `SELECT id, updated_at::text FROM "${table}" WHERE (updated_at, id) > ($1, $2) ORDER BY updated_at, id LIMIT 25`,
            [...after],
          );
          if (rows.length === 0) return;
          pages.push(rows.length);
          seen.push(...rows.map(({ id }) => id));
          const last = rows.at(-1);
          after = [last.updated_at, last.id];
        }
      });
      expect(pages).toEqual(Array(8).fill(25));
      expect(new Set(seen).size).toBe(200);
    },
  );

  it.each([
    ['users', 200],
    ['subscribers', 170],
  ])('pages through %s by updated_at alone and sees %i of 200', async (table, count) => {
    let seen = 0;
    await connected(postgres.endpoints, async (client) => {
      let after = '0001-01-01T00:00:00+00:00';
      for (;;) {
        const { rows } = await client.query(
          `SELECT updated_at::text FROM "${table}" WHERE updated_at > $1 ORDER BY updated_at LIMIT 25`,
          [after],
        );
        if (rows.length === 0) return;
        seen += rows.length;
        after = rows.at(-1).updated_at;
      }
    });
    expect(seen).toBe(count);
  });

  it('fetches from a cursor on the server in batches', async () => {
    const batches = await connected(postgres.endpoints, async (client) => {
      await client.query('BEGIN');
      await client.query(
        `DECLARE "reader" CURSOR WITHOUT HOLD FOR SELECT * FROM "people" WHERE last_updated > '0001-01-01' ORDER BY last_updated`,
      );
      const sizes: number[] = [];
      do sizes.push((await client.query('FETCH FORWARD 5000 FROM "reader"')).rowCount ?? 0);
      while (sizes.at(-1) !== 0);
      await client.query('CLOSE "reader"');
      await client.query('COMMIT');
      return sizes;
    });
    expect(batches).toEqual([5000, 5000, 2000, 0]);
  });

  it('copies a table out', async () => {
    const csv = await connected(postgres.endpoints, (client) =>
      text(client.query(copyStreams.to('COPY employee_table TO STDOUT (FORMAT csv)'))),
    );
    expect(csv).toMatch(
      /^1,John Doe,1,"\{""role"": ""Engineer"", ""badge"": ""[0-9a-f]{6}""\}"\n2,Berry Doe,1,"\{""role"": ""Engineer"", ""badge"": ""[0-9a-f]{6}""\}"\n$/,
    );
  });

  it.each(['sample_table', 'product_inventory'])(
    'drops %s, twice, and finds it again with its rows, its key and its rights',
    async (table) => {
      const { endpoints } = postgres;
      const before = await rowsOf(endpoints, `SELECT * FROM ${table}`);
      for (const run of [1, 2]) {
        await rowsOf(endpoints, `DELETE FROM ${table}`);
        await rowsOf(endpoints, `DROP TABLE IF EXISTS ${table}`);
        expect({ run, rows: await rowsOf(endpoints, `SELECT * FROM ${table}`) }).toEqual({
          run,
          rows: before,
        });
      }
      expect(await rowsOf(endpoints, `SELECT * FROM ${table}`, endpoints.reader)).toEqual(before);
      const [key] = await rowsOf(
        endpoints,
        `SELECT count(*)::int AS columns FROM pg_index i, unnest(i.indkey) WHERE indrelid = '${table}'::regclass AND indisprimary`,
      );
      expect(key).toEqual({ columns: 2 });
    },
  );

  it('leaves other dropped tables dropped, and a drop that is rolled back undone', async () => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, 'CREATE TABLE mine (id INT); DROP TABLE mine');
    await expect(rowsOf(endpoints, 'SELECT * FROM mine')).rejects.toMatchObject({ code: '42P01' });
    await rowsOf(endpoints, 'BEGIN; DROP TABLE sample_table; ROLLBACK');
    expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM sample_table')).toEqual([{ rows: 6 }]);
    // A schema takes its tables with it; they have nowhere to come back to.
    await rowsOf(
      endpoints,
      'CREATE SCHEMA other; CREATE TABLE other.sample_table (id INT); DROP SCHEMA other CASCADE',
    );
  });

  it('discovers the tables and keys of a schema', async () => {
    const keys = await rowsOf(
      postgres.endpoints,
      `SELECT table_name, (SELECT string_agg(a.attname, ',') FROM pg_index i
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
         WHERE i.indrelid = ('iot.' || table_name)::regclass AND i.indisprimary) AS key
       FROM information_schema.tables WHERE table_schema = 'iot' ORDER BY table_name`,
    );
    expect(keys).toEqual([
      { table_name: 'alerts', key: 'alert_id' },
      { table_name: 'devices', key: 'device_id' },
      { table_name: 'maintenance_log', key: 'maintenance_id' },
      { table_name: 'sensor_readings', key: 'reading_id' },
    ]);
  });

  it('reads three customers that changed since 2024', async () => {
    const changed = await rowsOf(
      postgres.endpoints,
      "SELECT customer_id FROM testers.customers WHERE updated_at > '2024-01-01T00:00:00Z' ORDER BY updated_at",
    );
    expect(changed.map(({ customer_id }) => customer_id)).toEqual([2, 4, 5]);
  });

  it('decodes changes logically', async () => {
    const { endpoints } = postgres;
    await rowsOf(endpoints, "SELECT pg_create_logical_replication_slot('changes', 'test_decoding')");
    await rowsOf(endpoints, "UPDATE employee_table SET name = 'Mary Doe' WHERE id = 2");
    const changes = await rowsOf(
      endpoints,
      "SELECT data FROM pg_logical_slot_get_changes('changes', NULL, NULL)",
    );
    expect(changes.map(({ data }) => data)).toContainEqual(expect.stringContaining("name[text]:'Mary Doe'"));
    await rowsOf(endpoints, "SELECT pg_drop_replication_slot('changes')");
  });
});
