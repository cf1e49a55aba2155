import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { presentMessage, presentText } from '../../services/redshift/message.ts';
import { presentStartup } from '../../services/redshift/startup-packet.ts';
import {
  cancelRequest,
  GSS_REQUEST,
  listenTo,
  logIn,
  openPlain,
  openTls,
  READY,
  TLS_REQUEST,
} from '../services/redshift/raw-client.ts';
import { bind, execute, parse, query, sync } from '../services/redshift/unload/conversation.ts';
import { attackedDoor } from './attacked-door.ts';

const door = attackedDoor();

const startup = (parameters: Readonly<Record<string, string>>) =>
  presentStartup(new Map(Object.entries(parameters)));
const password = (text: string) => presentMessage('p', presentText(text));
const packet = (length: number, code: number, rest = ''): Buffer => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(length | 0);
  head.writeInt32BE(code | 0, 4);
  return Buffer.concat([head, Buffer.from(rest)]);
};
const V3 = 3 << 16;

describe('a first packet', () => {
  it.each<[string, Buffer, RegExp]>([
    ['of length 0', packet(0, V3), /C08P01/],
    ['of length 7', packet(7, V3), /C08P01/],
    ['of length -1', packet(-1, V3), /C08P01/],
    ['of length -2^31', packet(-(2 ** 31), V3), /C08P01/],
    ['of length 2^31-1', packet(2 ** 31 - 1, V3), /C08P01/],
    ['of length 10,001', packet(10_001, V3), /C08P01/],
    ['of protocol 0.0', packet(8, 0), /C0A000.*protocol 0\.0/s],
    ['of protocol 1.0', packet(8, 1 << 16), /C0A000.*protocol 1\.0/s],
    ['of protocol 3.99', packet(8, V3 | 99), /C0A000.*protocol 3\.99/s],
    ['of protocol 65535.65535', packet(8, -1), /C0A000.*protocol 65535\.65535/s],
    ['that cancels, a byte too short', packet(15, (1234 << 16) | 5678, '1234567'), /C0A000/],
    ['that cancels, a byte too long', packet(17, (1234 << 16) | 5678, '123456789'), /C0A000/],
    ['without zero bytes', packet(20, V3, 'user=awsuser'), /C08P01.*terminator/s],
    ['with a name and no value', packet(14, V3, 'user\0\0'), /C08P01.*terminator|C28000/s],
    ['without TLS', startup({ user: 'awsuser' }), /C28000.*without TLS/s],
    [
      'after GSS was refused twice',
      Buffer.concat([GSS_REQUEST, GSS_REQUEST]),
      /^NE.*C08P01.*refused already/s,
    ],
    ['of HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: here\r\n\r\n'), /C08P01/],
    ['of SSH', Buffer.from('SSH-2.0-lost\r\n'), /C08P01/],
    ['of TLS without asking', Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]), /C08P01/],
  ])('%s is refused', async (_what, bytes, answer) => {
    const socket = await openPlain(door.endpoints);
    socket.write(bytes);
    expect(await listenTo(socket)).toMatch(answer);
  });

  it.each<[string, Buffer]>([
    ['a startup packet', startup({ user: 'awsuser', database: 'playground' })],
    [
      'a startup packet and a password',
      Buffer.concat([startup({ user: 'awsuser' }), password('Playground-redshift-1')]),
    ],
    ['a cancel', cancelRequest(1, 2)],
    ['a second request for TLS', TLS_REQUEST],
  ])('that asks for TLS with %s behind it in clear is not heard', async (_what, stuffed) => {
    const socket = await openPlain(door.endpoints);
    socket.write(Buffer.concat([TLS_REQUEST, stuffed]));
    const answer = await listenTo(socket);
    // An alert of TLS may follow, of type 21.
    expect([answer[0], answer.charCodeAt(1) || 21]).toEqual(['S', 21]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['an empty user', startup({ user: '', database: 'playground' }), /C28000/],
    [
      'a user of 9,000 letters',
      Buffer.concat([startup({ user: 'a'.repeat(9_000) }), password('x')]),
      /C28P01/,
    ],
    [
      'the owner of the database',
      Buffer.concat([startup({ user: 'playground' }), password('playground-password')]),
      /C28P01/,
    ],
    ['a superuser', Buffer.concat([startup({ user: 'postgres' }), password('')]), /C28P01/],
    [
      'a user in capitals',
      Buffer.concat([startup({ user: 'AWSUSER' }), password('Playground-redshift-1')]),
      /C28P01/,
    ],
    [
      'a password without a zero byte',
      Buffer.concat([
        startup({ user: 'awsuser' }),
        presentMessage('p', Buffer.from('Playground-redshift-1')),
      ]),
      /C28P01/,
    ],
    [
      'an empty password message',
      Buffer.concat([startup({ user: 'awsuser' }), presentMessage('p', Buffer.alloc(0))]),
      /C28P01/,
    ],
    [
      'a SASL response',
      Buffer.concat([
        startup({ user: 'awsuser' }),
        presentMessage('p', Buffer.from('SCRAM-SHA-256\0\0\0\0\x20n,,n=,r=abc')),
      ]),
      /C28P01/,
    ],
    [
      'a password of length -1',
      Buffer.concat([startup({ user: 'awsuser' }), Buffer.from([112, 255, 255, 255, 255])]),
      /C08P01/,
    ],
    [
      'a password of 2^31-1 bytes',
      Buffer.concat([startup({ user: 'awsuser' }), Buffer.from([112, 127, 255, 255, 255])]),
      /C08P01/,
    ],
    [
      'a Terminate for a password',
      Buffer.concat([startup({ user: 'awsuser' }), presentMessage('X', Buffer.alloc(0))]),
      /C08P01/,
    ],
    [
      'another database',
      Buffer.concat([startup({ user: 'awsuser', database: 'postgres' }), password('Playground-redshift-1')]),
      /C3D000/,
    ],
    [
      'a template',
      Buffer.concat([startup({ user: 'awsuser', database: 'template1' }), password('Playground-redshift-1')]),
      /C3D000/,
    ],
    ['GSS within TLS, twice', Buffer.concat([GSS_REQUEST, GSS_REQUEST]), /C08P01/],
  ])('over TLS with %s is refused', async (_what, bytes, answer) => {
    const socket = await openTls(door.endpoints);
    socket.write(bytes);
    expect(await listenTo(socket)).toMatch(answer);
  });

  it('as another role by a replication setting opens an ordinary session', async () => {
    const socket = await logIn(door.endpoints, { replication: 'database' });
    const answer = listenTo(socket, READY);
    socket.write(query('SHOW is_superuser'));
    expect(await answer).toContain('off');
    socket.destroy();
  });
});

it('300 cancels with wrong keys cancel nothing', async () => {
  const socket = await logIn(door.endpoints);
  const answer = listenTo(socket, READY);
  socket.write(query("SELECT pg_sleep(0.5), 'whole'"));
  await Promise.all(
    Array.from({ length: 300 }, async (_none, index) => {
      const cancelling = await openPlain(door.endpoints);
      const closed = listenTo(cancelling);
      cancelling.write(cancelRequest(index, -index));
      expect(await closed).toBe('');
    }),
  );
  expect(await answer).toContain('whole');
  socket.destroy();
});

it('breaks in the middle of anything without harm', async () => {
  const { user, database } = door.endpoints;
  const whole = Buffer.concat([
    startup({ user, database }),
    password(door.endpoints.password),
    query('SELECT 1'),
  ]);
  for (let length = 1; length < whole.length; length += 7) {
    const socket = await openTls(door.endpoints);
    socket.write(whole.subarray(0, length));
    if (length % 2 === 0) await setImmediate();
    socket.destroy();
    await once(socket, 'close');
  }
});

it('survives 200 messages that are turned over at random', async () => {
  // A small generator (Numerical Recipes), so that every run says the same.
  let state = 20_261_127;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const good = Buffer.concat([parse('a', 'SELECT 1'), bind('p', 'a'), execute('p'), sync, query('SELECT 2')]);
  for (let round = 0; round < 40; round += 1) {
    const socket = await logIn(door.endpoints);
    for (let message = 0; message < 5; message += 1) {
      const bad = Buffer.from(good);
      for (let flip = 0; flip < 3; flip += 1) bad[random(bad.length)] = random(256);
      socket.write(bad);
    }
    socket.resume().end();
    await setImmediate();
    socket.destroy();
  }
});
