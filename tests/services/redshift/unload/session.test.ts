import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../../core/wait-until.ts';
import { listenTo, logIn, openPlain } from '../raw-client.ts';
import { connected, rowsOf, startDoor } from '../with-door.ts';
import { answersTo, bind, execute, letters, parse, query, sync } from './conversation.ts';
import { type DoorWithStore, fileOf, namesBelow, ROLE, startDoorWithStore, unloadTo } from './with-store.ts';

let door: DoorWithStore;

beforeAll(async () => {
  door = await startDoorWithStore();
});

afterAll(() => door.stop());

const unloadOf = (inner: string) => unloadTo(door.s3, inner);

describe('an UNLOAD in a session', () => {
  it('sees the transaction, the temporary tables and the search path of its client', async () => {
    const { sql, prefix } = unloadOf('SELECT x, (SELECT count(*) FROM customers) FROM mine');
    await connected(door.endpoints, async (client) => {
      await client.query('SET search_path = testers');
      await client.query('BEGIN');
      await client.query('CREATE TEMP TABLE mine AS SELECT 7 AS x');
      await client.query(sql);
      await client.query('ROLLBACK');
    });
    expect(await fileOf(door.s3, prefix)).toBe('7|5\n');
  });

  it.each([
    ['in the database', "UNLOAD ('SELECT nothing') TO 's3://fixtures/x'", '42703'],
    ['outside of it', "UNLOAD ('SELECT 1') TO 's3://nowhere/x'", 'XX000'],
  ])('that fails %s fails the transaction', async (_where, sql, code) => {
    await connected(door.endpoints, async (client) => {
      await client.query('BEGIN');
      await expect(client.query(`${sql} ${ROLE}`)).rejects.toMatchObject({ code });
      await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
      await expect(client.query(`${sql} ${ROLE}`)).rejects.toMatchObject({ code: '25P02' });
      await client.query('ROLLBACK');
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it('leaves statements and portals of its client alone', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([
      ...[parse('', 'SELECT 1'), bind('', ''), sync],
      query(sql),
      query('SELECT 1'),
    ]);
    expect(await answersTo(door.endpoints, 3, bytes)).toBe('1 2 ZI N C(UNLOAD) ZI T D C(SELECT 1) ZI');
    const batch = Buffer.concat([
      ...[parse('', 'SELECT 1'), parse('u', unloadOf('SELECT 7 AS x').sql)],
      ...[bind('p', 'u'), execute('p'), bind('', ''), execute(''), sync],
    ]);
    expect(await answersTo(door.endpoints, 1, batch)).toBe('1 1 2 N C(UNLOAD) 2 D C(SELECT 1) ZI');
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('is cancelled as any query', async () => {
    const { sql, prefix } = unloadOf('SELECT pg_sleep(50)');
    await connected(door.endpoints, async (client) => {
      const { processID } = client as unknown as { processID: number };
      const outcome = expect(client.query(sql)).rejects.toMatchObject({ code: '57014' });
      await waitUntil('the query to run', async () => {
        const [cancelled] = await rowsOf(
          door.endpoints,
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = ${processID} AND wait_event = 'PgSleep'`,
        );
        return cancelled !== undefined;
      });
      await outcome;
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
    expect(await namesBelow(door.s3, prefix)).toEqual([]);
  });

  it('ends with a session that the database ends', async () => {
    await connected(door.endpoints, async (client) => {
      const { processID } = client as unknown as { processID: number };
      const outcome = expect(client.query(unloadOf('SELECT pg_sleep(50)').sql)).rejects.toThrow(/terminat/);
      await waitUntil('the query to run', async () => {
        const [ended] = await rowsOf(
          door.endpoints,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ${processID} AND wait_event = 'PgSleep'`,
        );
        return ended !== undefined;
      });
      await outcome;
    });
  });

  it('answers a client that has said its last word', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const socket = await logIn(door.endpoints);
    const answer = listenTo(socket);
    socket.end(query(sql));
    expect(letters(Buffer.from(await answer, 'latin1'))).toBe('N C(UNLOAD) ZI');
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });
});

describe('an object store that does not answer', () => {
  let silent: Server;
  let asked: string[];

  beforeAll(async () => {
    asked = [];
    silent = createServer(({ method, url = '' }, response) => {
      asked.push(`${method} ${url}`);
      if (method === 'GET') response.end('<ListBucketResult></ListBucketResult>');
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it('is not waited for when the client is gone', async () => {
    const { port } = silent.address() as AddressInfo;
    const objectStore = { ...door.s3.endpoints, url: `http://127.0.0.1:${port}` };
    const other = await startDoor(door.behind, { objectStore });
    const plain = await openPlain(other.endpoints);
    const socket = await logIn(other.endpoints, { application_name: 'impatient' }, plain);
    socket.write(query(unloadOf('SELECT 7 AS x').sql));
    await waitUntil('the file to be on its way', () => asked.some((request) => request.startsWith('PUT')));
    plain.resetAndDestroy();
    await waitUntil('the session to end', async () => {
      const sql = "SELECT FROM pg_stat_activity WHERE application_name = 'impatient'";
      return (await rowsOf(door.endpoints, sql)).length === 0;
    });
    await other.stop();
  });
});
