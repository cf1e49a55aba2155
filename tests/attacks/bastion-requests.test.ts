import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn, type SshClient } from '../services/bastion/ssh-client.ts';
import { openTunnelMessage, sendPayload } from '../services/bastion/ssh-packets.ts';
import { type EchoingBastion, startEchoingBastion } from '../services/bastion/start-bastion.ts';
import { readToEnd } from '../services/bastion/tcp-target.ts';

let bastion: EchoingBastion;
beforeAll(async () => {
  bastion = await startEchoingBastion();
});
afterAll(async () => bastion[Symbol.asyncDispose]());

describe('names', () => {
  it.each([
    ['in capitals of another name', 'DB.PRIVATE.INTERNAL.', 5432],
    ['with a dot at the end', 'db.private.internal.', 5432],
    ['with a port of 0', 'db.private.internal', 0],
    ['with a port of 65,536', 'db.private.internal', 65_536],
    ['with a port of 2^32-1', 'db.private.internal', 2 ** 32 - 1],
    ['with a port that is the target’s plus 65,536', 'db.private.internal', 65_536 + 5_432],
    ['with a zero byte at the end', 'db.private.internal\0', 5432],
    ['with a zero byte and another name', 'db.private.internal\0.example', 5432],
    ['with a space', ' db.private.internal', 5432],
    ['as loopback', '127.0.0.1', 5432],
    ['as loopback in IPv6', '::1', 5432],
    ['as loopback mapped into IPv6', '::ffff:127.0.0.1', 5432],
    ['as loopback in one number', '2130706433', 5432],
    ['as loopback in hexadecimal', '0x7f000001', 5432],
    ['as loopback in short', '127.1', 5432],
    ['as any address', '0.0.0.0', 5432],
    ['that resolves to loopback', 'localhost', 5432],
    ['of the cloud’s metadata', '169.254.169.254', 80],
    ['that is empty', '', 5432],
    ['that is a path', '/var/run/docker.sock', 5432],
    ['of 30,000 letters', 'a'.repeat(30_000), 5432],
    ['of a prototype', '__proto__', 5432],
  ])('a target %s is refused', async (_what, host, port) => {
    using ssh = await logIn(bastion.endpoints);
    const failed = new Promise((resolve) => ssh.client.once('close', () => resolve('closed')));
    await expect(Promise.race([ssh.openTunnel(host, port), failed])).rejects.toMatchObject({ reason: 1 });
    const last = bastion.service.journal().at(-1);
    expect(last).toMatchObject({ what: 'tunnel', outcome: 'refused' });
    expect(JSON.stringify(last).length).toBeLessThan(2_000);
  });

  it('20,000 different ones leave a journal of 1,000 events', async () => {
    using ssh = await logIn(bastion.endpoints);
    for (let index = 0; index < 20_000; index += 1) {
      sendPayload(ssh.client, openTunnelMessage(`name-${index}`, 1, { sender: index }));
    }
    await expect(ssh.openTunnel('last', 1)).rejects.toMatchObject({ reason: 1 });
    expect(bastion.service.journal()).toHaveLength(1_000);
  });
});

describe('what is no tunnel', () => {
  it.each<[string, (ssh: SshClient, done: (error: unknown) => void) => void]>([
    ['a shell', (ssh, done) => ssh.client.shell(done)],
    ['a command', (ssh, done) => ssh.client.exec('id', done)],
    ['a command with a terminal', (ssh, done) => ssh.client.exec('id', { pty: true }, done)],
    ['a command with an agent', (ssh, done) => ssh.client.exec('id', { env: { A: 'b' } }, done)],
    ['sftp', (ssh, done) => ssh.client.sftp(done)],
    ['a subsystem', (ssh, done) => ssh.client.subsys('netconf', done)],
    ['a forward back', (ssh, done) => ssh.client.forwardIn('0.0.0.0', 0, done)],
    ['a unix socket', (ssh, done) => ssh.client.openssh_forwardOutStreamLocal('/var/run/docker.sock', done)],
    ['a unix socket back', (ssh, done) => ssh.client.openssh_forwardInStreamLocal('/tmp/a', done)],
  ])('%s is refused', async (_what, ask) => {
    using ssh = await logIn(bastion.endpoints, { strictVendor: false });
    const error = await new Promise((resolve) => ask(ssh, resolve));
    expect(error).toMatchObject({ message: expect.stringMatching(/tunnels|Unable/) });
  });
});

describe('logins', () => {
  it.each<[string, object]>([
    ['an empty password', { password: '' }],
    ['no user', { username: 'nobody' }],
    ['root', { username: 'root' }],
    ['a user of 20,000 letters', { username: 'a'.repeat(20_000) }],
    ['a user with a zero byte', { username: 'playground\0' }],
    ['a user in capitals', { username: 'PLAYGROUND' }],
    ['the user of keys with a password', { username: 'playground-key' }],
    ['a password with a zero byte', { password: 'playground-ssh-password\0' }],
    ['a password of 20,000 letters', { password: 'a'.repeat(20_000) }],
  ])('with %s are refused', async (_what, different) => {
    await expect(logIn(bastion.endpoints, different)).rejects.toBeDefined();
    expect(bastion.service.journal().at(-1)).toMatchObject({ what: 'login', outcome: 'refused' });
  });

  it('may not ask without end', async () => {
    let tried = 0;
    const asking = logIn(bastion.endpoints, {
      authHandler: (_left, _partial, next) => {
        tried += 1;
        next({ type: 'none', username: 'playground' });
      },
    });
    await expect(asking).rejects.toMatchObject({ code: 14 });
    // The first is free: every client begins so.
    expect(tried).toBe(7);
  });
});

it('a good client still gets its tunnel', async () => {
  using ssh = await logIn(bastion.endpoints);
  const channel = await ssh.openTunnel('db.private.internal', 5432);
  channel.end('still here');
  expect(await readToEnd(channel)).toBe('still here');
});
