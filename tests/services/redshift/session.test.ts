import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitUntil } from '../../../core/wait-until.ts';
import { cancelRequest, listenTo, openPlain, openTls } from './raw-client.ts';
import { type Behind, connected, type Door, rowsOf, startBehind, startDoor } from './with-door.ts';

let behind: Behind;
let door: Door;

beforeAll(async () => {
  behind = await startBehind();
  door = await startDoor(behind);
});

afterAll(async () => {
  await door.stop();
  await behind.stop();
});

describe('a client of the proxy', () => {
  it('needs nothing but the url', async () => {
    const client = new pg.Client(door.endpoints.url);
    await client.connect();
    const { rows } = await client.query('SELECT count(*)::int AS customers FROM testers.customers');
    await client.end();
    expect(rows).toEqual([{ customers: 5 }]);
  });

  it('reads through a cursor of the server, with parameters', async () => {
    const batches = await connected(door.endpoints, async (client) => {
      await client.query('BEGIN');
      await client.query(
        'DECLARE reader NO SCROLL CURSOR FOR SELECT * FROM testers.customers WHERE updated_at > $1',
        ['2000-01-01'],
      );
      const sizes: number[] = [];
      for (let size = -1; size !== 0; sizes.push(size)) {
        size = (await client.query('FETCH 2 FROM reader')).rows.length;
      }
      await client.query('CLOSE reader');
      await client.query('COMMIT');
      return sizes;
    });
    expect(batches).toEqual([2, 2, 1, 0]);
  });

  it('receives ten megabytes whole', async () => {
    const [row] = await rowsOf(
      door.endpoints,
      "SELECT string_agg(repeat(chr(97 + n % 26), 1000), '' ORDER BY n) AS text FROM generate_series(0, 9999) n",
    );
    const expected = Array.from({ length: 10_000 }, (_, n) =>
      String.fromCharCode(97 + (n % 26)).repeat(1000),
    );
    expect(row?.['text'] === expected.join('')).toBe(true);
  });

  it('sends ten megabytes whole', async () => {
    const text = 'x'.repeat(10_000_000);
    const rows = await connected(
      door.endpoints,
      async (client) => (await client.query('SELECT length($1) AS size', [text])).rows,
    );
    expect(rows).toEqual([{ size: text.length }]);
  });

  it('gets the errors of the database, and the session goes on', async () => {
    await connected(door.endpoints, async (client) => {
      await expect(client.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it.each([
    ['in the clear', openPlain],
    ['over TLS', openTls],
  ])('has its query cancelled %s', async (_how, open) => {
    await connected(door.endpoints, async (client) => {
      const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
      const outcome = expect(client.query('SELECT pg_sleep(50)')).rejects.toMatchObject({ code: '57014' });
      await waitUntil('the query to run', async () => {
        const running = await rowsOf(
          door.endpoints,
          `SELECT FROM pg_stat_activity WHERE state = 'active' AND pid = ${processID}`,
        );
        return running.length === 1;
      });
      const socket = await open(door.endpoints);
      socket.write(cancelRequest(processID, secretKey));
      expect(await listenTo(socket)).toBe('');
      await outcome;
    });
  });

  it('takes its session along when it leaves', async () => {
    await connected(door.endpoints, async () => undefined, { application_name: 'leaves' });
    await waitUntil('the session to end', async () => {
      const left = await rowsOf(
        door.endpoints,
        "SELECT FROM pg_stat_activity WHERE application_name = 'leaves'",
      );
      return left.length === 0;
    });
  });

  it('hears of it when the database ends the session', async () => {
    await connected(door.endpoints, async (client) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS id');
      const ended = new Promise((resolve) => client.once('error', resolve));
      await rowsOf(door.endpoints, `SELECT pg_terminate_backend(${rows[0].id})`);
      expect(await ended).toMatchObject({ code: '57P01' });
    });
  });
});
