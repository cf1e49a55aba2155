import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Journal } from '../../../core/control/journal.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { openPlain } from './raw-client.ts';
import { type Behind, connected, type Door, startBehind, startDoor } from './with-door.ts';

const journal = new Journal();
let behind: Behind;
let door: Door;

beforeAll(async () => {
  behind = await startBehind();
  door = await startDoor(behind, { journal });
});

afterAll(async () => {
  await door.stop();
  await behind.stop();
});

describe('logins', () => {
  const LOGINS: readonly (readonly [what: string, different: pg.ClientConfig, errorCode: string | null])[] = [
    ['that are right', {}, null],
    ['with a wrong password', { password: 'geheim' }, '28P01'],
    ['of somebody else', { user: 'stranger' }, '28P01'],
    ['to another database', { database: 'nowhere' }, '3D000'],
    ['without TLS', { ssl: false }, '28000'],
  ];
  it.each(LOGINS)('%s', async (_what, different, errorCode) => {
    const since = journal.count();
    const asking = connected(door.endpoints, async () => undefined, different);
    if (errorCode === null) await asking;
    else await expect(asking).rejects.toThrow();
    const entries = await waitUntil('the entry', () => {
      const found = journal.entries({ since });
      return found.length > 0 && found.every(({ durationMs }) => durationMs !== null) && found;
    });
    const target = different.user ?? door.endpoints.user;
    expect(entries).toMatchObject([{ service: 'redshift', operation: 'login', target, errorCode }]);
  });

  it('that never said who they were', async () => {
    const since = journal.count();
    const socket = await openPlain(door.endpoints);
    socket.resume().end('GET / HTTP/1.1\r\n\r\n');
    await once(socket, 'close');
    await waitUntil('the entry', () => journal.entries({ since }).length === 1);
    expect(journal.entries({ since })).toMatchObject([
      { operation: 'login', target: null, errorCode: '08P01' },
    ]);
  });

  it('of those who only look whether the port is open are not noted', async () => {
    const since = journal.count();
    const socket = await openPlain(door.endpoints);
    socket.resume().end();
    await once(socket, 'close');
    await connected(door.endpoints, async () => undefined);
    expect(journal.entries({ since }).map(({ target }) => target)).toEqual([door.endpoints.user]);
  });
});
