import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { GSS_REQUEST, logIn, openPlain, TLS_REQUEST } from '../services/redshift/raw-client.ts';
import { bind, execute, parse, query, sync } from '../services/redshift/unload/conversation.ts';
import { rowsOf } from '../services/redshift/with-door.ts';
import { attackedDoor } from './attacked-door.ts';

const CLIENTS = 1_000;
const door = attackedDoor();

describe('services/redshift/embedded.ts: a login works while 1,000 connections', () => {
  it.each([
    ['say nothing', Buffer.alloc(0)],
    ['asked for TLS and nothing more', TLS_REQUEST],
    ['sent half a request for TLS', TLS_REQUEST.subarray(0, 4)],
    ['were refused GSS and say nothing more', GSS_REQUEST],
    ['sent half a startup packet', Buffer.from([0, 0, 16, 0, 0, 3, 0, 0, 117, 115])],
    ['asked for TLS and sent half a hello', Buffer.concat([TLS_REQUEST, Buffer.from([22, 3, 1, 2, 0, 1])])],
  ])('%s', async (_what, words) => {
    const crowd: Socket[] = [];
    try {
      for (let client = 0; client < CLIENTS; client += 1) {
        const socket = await openPlain(door.endpoints);
        if (words.length > 0) socket.write(words);
        crowd.push(socket.resume());
      }
      expect(await rowsOf(door.endpoints, 'SELECT 2 AS two')).toEqual([{ two: 2 }]);
      (await logIn(door.endpoints)).destroy();
    } finally {
      for (const socket of crowd) socket.destroy();
    }
  });
});

describe('a client that vanishes', () => {
  const others = () =>
    rowsOf(door.endpoints, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'vanishes'");

  it.each<[string, Buffer]>([
    ['in a query', query('SELECT pg_sleep(600)')],
    [
      'in a prepared query',
      Buffer.concat([parse('', 'SELECT pg_sleep(600)'), bind('', ''), execute(''), sync]),
    ],
    ['in a query that gives nothing', query('DO $$BEGIN PERFORM pg_sleep(600); END$$')],
  ])('%s cancels it in the database', async (_what, bytes) => {
    const socket = await logIn(door.endpoints, { application_name: 'vanishes' });
    socket.write(bytes);
    await waitUntil('the query to run', async () => (await others()).length === 1);
    socket.destroy();
    await waitUntil('the query to end', async () => (await others()).length === 0);
  });
});
