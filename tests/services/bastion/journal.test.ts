import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '../../../core/control/journal.ts';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { logIn } from './ssh-client.ts';
import { type StartedBastion, startBastion } from './start-bastion.ts';
import { echo, startTarget, type TcpTarget } from './tcp-target.ts';

const journal = new Journal();
let target: TcpTarget;
let bastion: StartedBastion;

beforeAll(async () => {
  target = await startTarget(echo);
  const { to } = target.target;
  bastion = await startBastion({
    journal,
    limits: { tunnels: 1 },
    targets: [
      { host: 'db.private.internal', port: 5432, to, service: 'postgres' },
      { host: 'nowhere', port: 1, to: { host: 'nowhere.invalid', port: 1 }, service: 'api' },
    ],
  });
});

afterAll(async () => {
  await bastion[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

/** What was noted of an operation meanwhile, when it has ended. */
async function noted(operation: string, work: () => Promise<unknown>): Promise<readonly JournalEntry[]> {
  const since = journal.entries().at(-1)?.number ?? 0;
  await work();
  return waitUntil('the entries to end', () => {
    const entries = journal.entries({ since }).filter((entry) => entry.operation === operation);
    return entries.length > 0 && entries.every(({ durationMs }) => durationMs !== null) && entries;
  });
}

const refused = (asking: Promise<unknown>) => expect(asking).rejects.toBeDefined();

describe('the journal has', () => {
  it('a tunnel, with the service that it leads to and what went through', async () => {
    const entries = await noted('tunnel', async () => {
      using ssh = await logIn(bastion.endpoints);
      const channel = await ssh.openTunnel('DB.private.internal', 5432);
      channel.end('x'.repeat(100_000));
      await channel.toArray();
    });
    expect(entries).toMatchObject([
      {
        service: 'bastion',
        target: 'DB.private.internal:5432',
        route: 'postgres',
        bytes: 200_000,
        aborted: false,
        errorCode: null,
      },
    ]);
  });

  it('how long a tunnel was open, and that its client left it', async () => {
    const ssh = await logIn(bastion.endpoints);
    await ssh.openTunnel('db.private.internal', 5432);
    const [open] = journal.entries({ route: 'postgres' }).slice(-1);
    expect(open).toMatchObject({ operation: 'tunnel', durationMs: null, bytes: null });
    ssh[Symbol.dispose]();
    await waitUntil('the end', () => open?.durationMs !== null);
    expect(open).toMatchObject({ aborted: true, errorCode: null });
  });

  type Refused = readonly [what: string, operation: string, work: () => Promise<unknown>, entry: object];
  // ssh2 asks for unix sockets of servers called OpenSSH only, unless told otherwise.
  const inSession = (work: (ssh: Awaited<ReturnType<typeof logIn>>) => Promise<unknown>) => async () => {
    using ssh = await logIn(bastion.endpoints, { strictVendor: false });
    await work(ssh);
  };
  const done = (work: (tell: (error: unknown) => void) => void): Promise<unknown> =>
    refused(new Promise((resolve, reject) => work((error) => (error ? reject(error) : resolve(undefined)))));
  const key = () => bastion.endpoints.key.rsa.openSsh.text;

  const REFUSED: readonly Refused[] = [
    [
      'a tunnel to elsewhere',
      'tunnel',
      inSession((ssh) => refused(ssh.openTunnel('192.0.2.1', 443))),
      { target: '192.0.2.1:443', route: null, errorCode: 'unknown_target' },
    ],
    [
      'a tunnel to a target that is down',
      'tunnel',
      inSession((ssh) => refused(ssh.openTunnel('nowhere', 1))),
      { target: 'nowhere:1', route: 'api', errorCode: 'target_unreachable' },
    ],
    [
      'a shell',
      'session',
      inSession((ssh) => done((tell) => ssh.client.shell(tell))),
      { target: null, errorCode: 'prohibited' },
    ],
    [
      'sftp',
      'session',
      inSession((ssh) => done((tell) => ssh.client.sftp(tell))),
      { target: null, errorCode: 'prohibited' },
    ],
    [
      'a forward back',
      'remote-forward',
      inSession((ssh) => done((tell) => ssh.client.forwardIn('127.0.0.1', 0, tell))),
      { target: 'tcpip-forward', errorCode: 'prohibited' },
    ],
    [
      'a unix socket',
      'unix-socket',
      inSession((ssh) => done((tell) => ssh.client.openssh_forwardOutStreamLocal('/tmp/s', tell))),
      { target: '/tmp/s', errorCode: 'prohibited' },
    ],
    [
      'a wrong password',
      'login',
      () => refused(logIn(bastion.endpoints, { password: 'geheim' })),
      { target: 'playground', errorCode: 'wrong_password' },
    ],
    [
      'a key of somebody else',
      'login',
      () =>
        refused(
          logIn(bastion.endpoints, { username: 'root', password: undefined as never, privateKey: key() }),
        ),
      { target: 'root', errorCode: 'unknown_key' },
    ],
  ];
  it.each(REFUSED)('%s that was refused', async (_what, operation, work, entry) => {
    const entries = await noted(operation, work);
    expect(entries).toMatchObject([{ service: 'bastion', ...entry }]);
    expect(JSON.stringify(entries)).not.toContain('geheim');
  });

  it('a tunnel too many', async () => {
    const entries = await noted('tunnel', async () => {
      using ssh = await logIn(bastion.endpoints);
      await ssh.openTunnel('db.private.internal', 5432);
      await refused(ssh.openTunnel('db.private.internal', 5432));
    });
    expect(entries.map(({ errorCode }) => errorCode)).toEqual([null, 'too_many_tunnels']);
  });

  it('a login, and how long it took since the connection', async () => {
    const [login] = await noted('login', async () => {
      using _ssh = await logIn(bastion.endpoints);
    });
    expect(login).toMatchObject({ target: 'playground', errorCode: null });
    expect(login?.durationMs).toBeGreaterThan(0);
  });

  it('a client that never logs in', async () => {
    await using silent = await startBastion({ journal, limits: { loginGraceMs: 20 } });
    const entries = await noted('connection', async () => {
      const socket = connect(silent.endpoints.port, '127.0.0.1').resume();
      await new Promise((resolve) => socket.once('close', resolve));
    });
    expect(entries).toMatchObject([{ target: null, errorCode: 'login_timeout' }]);
  });

  it('nothing of the bastion after a reset, and all of others', async () => {
    journal.begin(0, { service: 'api', operation: 'GET', target: '/' });
    await bastion.service.reset();
    expect(journal.entries().map(({ service }) => service)).toEqual(['api']);
  });
});
