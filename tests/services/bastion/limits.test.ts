import { connect, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { logIn } from './ssh-client.ts';
import { startBastion } from './start-bastion.ts';
import { echo, readToEnd, startTarget } from './tcp-target.ts';

it('ends a connection after the failed logins allowed, and says why', async () => {
  await using bastion = await startBastion({ limits: { failedLogins: 3 } });
  const { journal } = bastion.service;
  let tried = 0;
  const guess = logIn(bastion.endpoints, {
    authHandler: (_left, _partial, next) => {
      tried += 1;
      next({ type: 'password', username: bastion.endpoints.password.user, password: `guess ${tried}` });
    },
  });

  await expect(guess).rejects.toMatchObject({ code: 14 });
  expect(tried).toBe(3);
  expect(journal().at(-1)).toMatchObject({ what: 'login', reason: '3 failed logins end the connection' });
  expect(journal()).toHaveLength(4);
  using _next = await logIn(bastion.endpoints);
});

it('ends a client that does not log in, even one that says nothing at all', async () => {
  await using bastion = await startBastion({ limits: { loginGraceMs: 20 } });
  const socket = connect(bastion.endpoints.port, '127.0.0.1');
  await readToEnd(socket);

  expect(bastion.service.journal()).toMatchObject([
    { what: 'connection', outcome: 'refused', reason: 'no login within 20 ms' },
  ]);
});

it('leaves a client that has logged in alone after the grace time', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target], limits: { loginGraceMs: 2_000 } });
  using ssh = await logIn(bastion.endpoints);
  const silent = connect(bastion.endpoints.port, '127.0.0.1');
  await readToEnd(silent);

  const channel = await ssh.openTunnel('db.private.internal', 5432);
  channel.end('still here');
  expect(await readToEnd(channel)).toBe('still here');
});

it('tells a connection too many so, and takes one again when another has gone', async () => {
  await using bastion = await startBastion({ limits: { connections: 1 } });
  const first = await logIn(bastion.endpoints);
  const second = connect(bastion.endpoints.port, '127.0.0.1');
  expect(await readToEnd(second)).toBe('1 connections are open, and more are not allowed\r\n');

  first[Symbol.dispose]();
  await waitUntil('a place to be free', () =>
    logIn(bastion.endpoints).then(
      (third) => {
        third[Symbol.dispose]();
        return true;
      },
      () => false,
    ),
  );
});

it('refuses a tunnel beyond the limit as a shortage, and opens one again when another has closed', async () => {
  await using target = await startTarget(echo);
  await using bastion = await startBastion({ targets: [target.target], limits: { tunnels: 1 } });
  using ssh = await logIn(bastion.endpoints);
  const open = () => ssh.openTunnel('db.private.internal', 5432);

  const first = await open();
  await expect(open()).rejects.toMatchObject({
    reason: 4,
    message: expect.stringContaining('1 open tunnels'),
  });
  first.end();
  await readToEnd(first);
  await waitUntil('a place to be free', () =>
    open().then(
      () => true,
      () => false,
    ),
  );
});

it('keeps no more events than the journal has room for', async () => {
  await using bastion = await startBastion({ limits: { journalEvents: 2 } });
  using ssh = await logIn(bastion.endpoints);
  for (const port of [1, 2, 3, 4, 5]) await expect(ssh.openTunnel('nowhere', port)).rejects.toBeDefined();
  expect(bastion.service.journal().map(({ subject }) => subject)).toEqual(['nowhere:4', 'nowhere:5']);
});

it('notes when, who, from where and what, by its clock', async () => {
  const logged: string[] = [];
  await using bastion = await startBastion({
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    logger: (event) => logged.push(event),
  });
  using _ssh = await logIn(bastion.endpoints);
  expect(bastion.service.journal()).toEqual([
    {
      time: '2026-01-02T03:04:05.000Z',
      remote: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      user: bastion.endpoints.password.user,
      what: 'login',
      subject: 'password',
      outcome: 'accepted',
      reason: null,
    },
  ]);
  expect(logged).toEqual(['request']);
});

it('ends a client that gives no sign of life', async () => {
  const logged: object[] = [];
  await using bastion = await startBastion({
    limits: { keepAliveMs: 20 },
    logger: (event, { reason }) => logged.push({ event, reason }),
  });
  using ssh = await logIn(bastion.endpoints);
  // A client whose machine has gone to sleep: the connection stands, and nothing answers.
  (ssh.client as unknown as { _sock: Socket })._sock.pause();
  await waitUntil('the bastion to give the client up', () => logged.length > 1);
  expect(logged[1]).toEqual({ event: 'connection_lost', reason: 'Keepalive timeout' });
});
