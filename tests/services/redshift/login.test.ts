import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { presentMessage, presentText } from '../../../services/redshift/message.ts';
import { defaultRedshiftOptions } from '../../../services/redshift/options.ts';
import { presentStartup } from '../../../services/redshift/startup-packet.ts';
import { GSS_REQUEST, listenTo, logIn, openPlain, openTls, READY, TLS_REQUEST } from './raw-client.ts';
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

const startup = (parameters: Readonly<Record<string, string>>) =>
  presentStartup(new Map(Object.entries(parameters)));
const passwordMessage = (password: string) => presentMessage('p', presentText(password));
const PASSWORD_PLEASE = presentMessage('R', Buffer.from([0, 0, 0, 3])).toString('latin1');

describe('the login', () => {
  it('asks for the password in clear text, drops what only Redshift knows, and tells its version', async () => {
    const { user, password, database } = door.endpoints;
    const socket = await openTls(door.endpoints);
    const settings = {
      client_protocol_version: '2',
      driver_version: 'a driver',
      os_version: 'a system',
      application_name: 'a connector',
    };
    socket.write(startup({ user, database, ...settings }));
    expect(await listenTo(socket, PASSWORD_PLEASE)).toBe(PASSWORD_PLEASE);
    socket.write(passwordMessage(password));
    const greeting = await listenTo(socket, READY);
    socket.destroy();
    expect(greeting).toContain('server_version\x008.0.2\0');
    expect(greeting).toContain('application_name\0a connector\0');
    expect(greeting).toContain('server_encoding\0UTF8\0');
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, '28P01', 'password authentication failed for user "awsuser"'],
    ['an empty password', { password: '' }, '28P01', 'password authentication failed for user "awsuser"'],
    ['another user', { user: 'nobody' }, '28P01', 'password authentication failed for user "nobody"'],
    ['another database', { database: 'dev' }, '3D000', 'database "dev" does not exist'],
    ['no TLS', { ssl: false }, '28000', /without TLS are refused: switch it on/],
    ['an option of nothing', { options: '-c nothing=1' }, '42704', /unrecognized configuration parameter/],
  ])('with %s is refused in the words of PostgreSQL', async (_what, different, code, message) => {
    await expect(connected(door.endpoints, async () => undefined, different)).rejects.toMatchObject({
      severity: 'FATAL',
      code,
      message: expect.stringMatching(message),
    });
  });

  it('gives way to TLS when GSS encryption is asked for first', async () => {
    const socket = await openPlain(door.endpoints);
    socket.write(GSS_REQUEST);
    expect(await listenTo(socket, 'N')).toBe('N');
    socket.write(TLS_REQUEST);
    expect(await listenTo(socket, 'S')).toBe('S');
    socket.destroy();
  });
});

describe('a first packet', () => {
  const long = Buffer.alloc(8);
  long.writeInt32BE(10_001);

  it.each<[string, Buffer, RegExp]>([
    ['of another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n'), /^E.*C08P01.*invalid length/s],
    ['of noise', Buffer.concat([Buffer.from([255]), randomBytes(500)]), /^E.*C08P01.*invalid length/s],
    ['that is too long', long, /^E.*C08P01.*invalid length/s],
    ['that is too short', Buffer.alloc(8), /^E.*C08P01.*invalid length/s],
    ['of protocol 2.0', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0]), /^E.*C0A000.*protocol 2\.0/s],
    ['without an end', Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 65]), /^E.*C08P01.*terminator/s],
    ['that asks for TLS and then does not speak it', Buffer.concat([TLS_REQUEST, randomBytes(500)]), /^S/],
  ])('%s ends that connection and no other', async (_what, bytes, answer) => {
    const socket = await openPlain(door.endpoints);
    socket.write(bytes);
    expect(await listenTo(socket)).toMatch(answer);
    expect(await rowsOf(door.endpoints, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['no user', startup({ database: 'playground' }), /^E.*C28000.*no PostgreSQL user name/s],
    ['a second request for TLS', TLS_REQUEST, /^E.*C08P01.*encrypted already/s],
    [
      'a query in the place of the password',
      Buffer.concat([startup({ user: 'awsuser' }), presentMessage('Q', presentText('SELECT 1'))]),
      /E.*C08P01.*expected password response/s,
    ],
    [
      'a password without end',
      Buffer.concat([startup({ user: 'awsuser' }), Buffer.from('p\x7f\xff\xff\xff', 'latin1')]),
      /E.*C08P01.*invalid length of message/s,
    ],
  ])('over TLS with %s is refused', async (_what, bytes, answer) => {
    const socket = await openTls(door.endpoints);
    socket.write(bytes);
    expect(await listenTo(socket)).toMatch(answer);
  });

  it('of one session too many is refused, and taken again when another has ended', async () => {
    const narrow = await startDoor(behind, {
      limits: { ...defaultRedshiftOptions.limits, connections: 1 },
    });
    try {
      const first = await logIn(narrow.endpoints);
      await expect(rowsOf(narrow.endpoints, 'SELECT 1')).rejects.toMatchObject({
        code: '53300',
        message: expect.stringContaining('too many clients'),
      });
      first.destroy();
      await waitUntil('the place to be free', async () => {
        const rows = await rowsOf(narrow.endpoints, 'SELECT 1').catch(() => []);
        return rows.length === 1;
      });
    } finally {
      await narrow.stop();
    }
  });

  it.each([
    ['before the handshake', ''],
    ['in the middle of it', '\x16\x03\x01\x02\x00\x01'],
  ])('of a client that has said its last word %s ends the connection', async (_when, more) => {
    const socket = await openPlain(door.endpoints);
    socket.write(TLS_REQUEST);
    expect(await listenTo(socket, 'S')).toBe('S');
    let isClosed = false;
    socket.once('close', () => {
      isClosed = true;
    });
    socket.resume().end(Buffer.from(more, 'latin1'));
    await waitUntil('the connection to end', () => isClosed);
  });

  it('that never comes is not waited for', async () => {
    const hasty = await startDoor(behind, {
      limits: { ...defaultRedshiftOptions.limits, loginMs: 50 },
    });
    try {
      const socket = await openPlain(hasty.endpoints);
      expect(await listenTo(socket)).toBe('');
    } finally {
      await hasty.stop();
    }
  });
});

describe('a database behind the proxy', () => {
  it.each([
    ['is not there', { port: 1 }, '08006', /127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/],
    ['does not know the proxy', { password: 'wrong' }, '28P01', /password authentication failed for user/],
  ])('that %s is told to the client', async (_what, different, code, message) => {
    const { database, ...required } = behind.required;
    const blind = await startDoor({
      ...behind,
      required: { ...required, database: { ...database, ...different } },
    });
    try {
      await expect(rowsOf(blind.endpoints, 'SELECT 1')).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    } finally {
      await blind.stop();
    }
  });

  it('loses the sessions of a proxy that stops', async () => {
    const short = await startDoor(behind);
    await connected(
      short.endpoints,
      async (client) => {
        const ended = new Promise((resolve) => client.once('error', resolve));
        await short.stop();
        await ended;
      },
      { application_name: 'short' },
    );
    await waitUntil('the session to end', async () => {
      const sql = "SELECT FROM pg_stat_activity WHERE application_name = 'short'";
      return (await rowsOf(door.endpoints, sql)).length === 0;
    });
  });
});
