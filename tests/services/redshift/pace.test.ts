import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { presentMessage, presentText } from '../../../services/redshift/message.ts';
import { listenTo, logIn, openPlain, TLS_REQUEST } from './raw-client.ts';
import { type Behind, type Door, rowsOf, startBehind, startDoor } from './with-door.ts';

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

const query = (sql: string) => presentMessage('Q', presentText(sql));
const activityOf = (name: string) =>
  rowsOf(door.endpoints, `SELECT wait_event FROM pg_stat_activity WHERE application_name = '${name}'`);

describe('the proxy', () => {
  it('lets the answer through to a client that has said its last word', async () => {
    const socket = await logIn(door.endpoints);
    const answer = listenTo(socket);
    socket.end(query("SELECT repeat('x', 1000000) || pg_sleep(0.1)"));
    expect(await answer).toContain(`${'x'.repeat(1_000_000)}`);
  });

  it('makes the database wait for a client that does not read, and ends it when that client is gone', async () => {
    const socket = await logIn(door.endpoints, { application_name: 'slow' });
    socket.pause();
    socket.write(query("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)"));
    await waitUntil('the database to wait', async () =>
      (await activityOf('slow')).some((session) => session['wait_event'] === 'ClientWrite'),
    );
    socket.destroy();
    await waitUntil('the session to end', async () => (await activityOf('slow')).length === 0);
  });

  it('calls it no refusal when somebody only looks whether the port is open, but when a client gives up', async () => {
    const refused: unknown[] = [];
    const watched = await startDoor(behind, {
      logger: (event, { reason }) => event === 'refused' && refused.push(reason),
    });
    try {
      const probe = await openPlain(watched.endpoints);
      await listenTo(probe.end());
      const client = await openPlain(watched.endpoints);
      await listenTo(client.end(TLS_REQUEST.subarray(0, 4)));
      expect(refused).toEqual([expect.stringContaining('closed before the login')]);
    } finally {
      await watched.stop();
    }
  });
});
