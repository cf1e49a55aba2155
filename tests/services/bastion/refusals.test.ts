import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'ssh2';
import { logIn } from './ssh-client.ts';
import { type EchoingBastion, startEchoingBastion } from './start-bastion.ts';

let bastion: EchoingBastion;
beforeAll(async () => {
  bastion = await startEchoingBastion();
});
afterAll(async () => bastion[Symbol.asyncDispose]());

const ONLY_TUNNELS = 'this bastion opens tunnels to its targets and does nothing else';
type Attempt = (client: Client, done: (error?: Error | null) => void) => void;

describe('what is refused after a login', () => {
  // `strictVendor` is off because ssh2 asks for unix sockets of servers called OpenSSH only.
  it.each<[string, Attempt, object]>([
    ['a shell', (client, done) => client.shell(done), { what: 'session' }],
    ['a shell without a terminal', (client, done) => client.shell(false, done), { what: 'session' }],
    ['a command', (client, done) => client.exec('id', done), { what: 'session' }],
    [
      'a command in a terminal',
      (client, done) => client.exec('id', { pty: true }, done),
      { what: 'session' },
    ],
    ['a command with X11', (client, done) => client.exec('id', { x11: true }, done), { what: 'session' }],
    ['sftp', (client, done) => client.sftp(done), { what: 'session' }],
    ['another subsystem', (client, done) => client.subsys('netconf', done), { what: 'session' }],
    [
      'a unix socket',
      (client, done) => client.openssh_forwardOutStreamLocal('/var/run/docker.sock', done),
      { what: 'unix-socket', subject: '/var/run/docker.sock' },
    ],
  ])('%s', async (_name, attempt, event) => {
    using ssh = await logIn(bastion.endpoints, { strictVendor: false });
    const error = await new Promise<Error | null | undefined>((resolve) => attempt(ssh.client, resolve));

    expect(error).toMatchObject({ reason: 1, message: expect.stringContaining(ONLY_TUNNELS) });
    expect(bastion.service.journal().at(-1)).toMatchObject({
      ...event,
      user: bastion.endpoints.password.user,
      outcome: 'refused',
      reason: ONLY_TUNNELS,
    });
  });

  it.each<[string, Attempt, string]>([
    ['a port on the bastion', (client, done) => client.forwardIn('127.0.0.1', 0, done), 'tcpip-forward'],
    ['the end of one', (client, done) => client.unforwardIn('127.0.0.1', 8080, done), 'cancel-tcpip-forward'],
    [
      'a unix socket on the bastion',
      (client, done) => client.openssh_forwardInStreamLocal('/tmp/socket', done),
      'streamlocal-forward@openssh.com',
    ],
  ])('%s', async (_name, attempt, subject) => {
    using ssh = await logIn(bastion.endpoints, { strictVendor: false });
    const error = await new Promise<Error | null | undefined>((resolve) => attempt(ssh.client, resolve));

    expect(error).toBeDefined();
    expect(bastion.service.journal().at(-1)).toMatchObject({
      what: 'remote-forward',
      subject,
      outcome: 'refused',
    });
  });

  it.each([
    ['another port of a target', 'db.private.internal', 5433],
    ['another name at the port of a target', 'localhost', 5432],
    ['where a target really is', '127.0.0.1', () => bastion.target.target.to.port],
    ['the bastion itself', '127.0.0.1', () => bastion.endpoints.port],
    ['an address in the world', '192.0.2.1', 443],
    ['no name', '', 5432],
    ['an IPv6 address', '::1', 5432],
  ])('a tunnel to %s', async (_name, host, port) => {
    using ssh = await logIn(bastion.endpoints);
    const asked = typeof port === 'number' ? port : port();

    await expect(ssh.openTunnel(host, asked)).rejects.toMatchObject({
      reason: 1,
      message: expect.stringContaining('it forwards to db.private.internal:5432'),
    });
    expect(bastion.service.journal().at(-1)).toMatchObject({
      what: 'tunnel',
      subject: host.includes(':') ? `[${host}]:${asked}` : `${host}:${asked}`,
      outcome: 'refused',
    });
    expect(bastion.target.sockets.size).toBe(0);
  });

  it('nothing else of the connection: a tunnel still opens afterwards', async () => {
    using ssh = await logIn(bastion.endpoints);
    await expect(ssh.openTunnel('192.0.2.1', 443)).rejects.toBeDefined();
    const channel = await ssh.openTunnel('DB.private.INTERNAL', 5432);
    channel.end('hello');
    expect(Buffer.concat(await channel.toArray()).toString()).toBe('hello');
  });
});
