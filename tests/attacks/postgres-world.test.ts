import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type FaultyPostgres,
  startFaultyPostgres,
} from '../services/postgres-seed/faults/faulty-postgres.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';

let postgres: FaultyPostgres;
beforeAll(async () => {
  postgres = await startFaultyPostgres();
});
afterAll(async () => {
  await postgres?.[Symbol.asyncDispose]();
});

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const packet = (code: number, text = ''): Buffer =>
  Buffer.concat([number(8 + text.length), number(code), Buffer.from(text)]);
const TLS = packet(80_877_103);
const GSS = packet(80_877_104);
const STARTUP = packet(196_608, 'user\0w1\0database\0w1\0\0');
const RELAY = packet(196_608, 'user\0w1\0database\0w1\0application_name\0playground-relay\0\0');
const HELLO = Buffer.from([22, 3, 1, 2, 0, 1]);
const message = (type: string, length: number, body = ''): Buffer =>
  Buffer.concat([Buffer.from(type), number(length), Buffer.from(body)]);

/** What somebody sends who never logs in; the rest is silence. */
const WORDS: readonly (readonly [string, Buffer])[] = [
  ['services/postgres-seed/faults/first-message.ts: nothing', Buffer.alloc(0)],
  ['services/postgres-seed/faults/first-message.ts: half a startup', STARTUP.subarray(0, 20)],
  ['services/postgres-seed/faults/first-message.ts: a length of 9,992 bytes', packet(196_608).fill(39, 2, 3)],
  ['services/postgres-seed/faults/join-sessions.ts: a request for TLS', TLS],
  ['services/postgres-seed/faults/join-sessions.ts: half a hello', Buffer.concat([TLS, HELLO])],
  ['services/postgres-seed/faults/join-sessions.ts: a hello at once', HELLO],
  ['services/postgres-seed/faults/join-sessions.ts: requests for GSS', GSS],
  ['services/postgres-seed/faults/join-sessions.ts: the name of a relay', RELAY],
  ['services/postgres-seed/faults/faulty-session.ts: a startup', STARTUP],
  [
    'services/postgres-seed/faults/faulty-session.ts: half a statement',
    Buffer.concat([STARTUP, message('Q', 60_000, 'SELECT 1')]),
  ],
  [
    'core/faults/wire/move-bytes.ts: a message of 4 GB',
    Buffer.concat([STARTUP, message('Q', 0xffffffff, 'SELECT 1')]),
  ],
  ['core/faults/wire/move-bytes.ts: no message', Buffer.concat([STARTUP, message('Q', 1, 'SELECT 1')])],
];

it('nobody stays who says no more than this, and clients are served meanwhile', async () => {
  const { host, port } = postgres.endpoints;
  const closed = WORDS.map(async ([name, bytes]) => {
    const socket: Socket = connect({ host, port });
    socket.on('error', () => undefined);
    socket.resume().write(bytes);
    await once(socket, 'close');
    return name;
  });
  expect(await rowsOf(postgres.endpoints, 'SELECT 2 AS two')).toEqual([{ two: 2 }]);
  // The server waits 10 s for a login.
  expect(await Promise.all(closed)).toEqual(WORDS.map(([name]) => name));
});
