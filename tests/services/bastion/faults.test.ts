import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Journal } from '../../../core/control/journal.ts';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { logIn, type SshClient } from './ssh-client.ts';
import { type StartedBastion, startBastion } from './start-bastion.ts';
import { startTarget, type TcpTarget } from './tcp-target.ts';

const SENT = 100_000;

const faults = new FaultPlan();
const journal = new Journal();
let target: TcpTarget;
let bastion: StartedBastion;
let ssh: SshClient;

beforeAll(async () => {
  // Says something once it was asked.
  target = await startTarget((socket) => void socket.once('data', () => socket.end(Buffer.alloc(SENT))));
  bastion = await startBastion({
    ...{ faults, journal },
    targets: [
      { ...target.target, service: 'postgres' },
      { ...target.target, host: 'localhost', service: 'redshift' },
    ],
  });
});
afterAll(async () => {
  await bastion[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ssh = await logIn(bastion.endpoints);
  journal.clear();
});
afterEach(() => {
  ssh[Symbol.dispose]();
  faults.clear();
});

const plan = (fault: unknown) => faults.add(parseFault(fault, 'plan[0]'));

interface Outcome {
  readonly received: number;
  readonly error?: string;
}

async function read(host = 'db.private.internal'): Promise<Outcome> {
  try {
    const channel = await ssh.openTunnel(host, 5432);
    let received = 0;
    channel.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    channel.on('error', () => undefined);
    const closed = once(channel, 'close');
    channel.end('go');
    await closed;
    return { received };
  } catch (error) {
    return { received: 0, error: (error as Error).message };
  }
}

const noted = (): readonly JournalEntry[] =>
  journal.entries({ service: 'bastion' }).filter(({ operation }) => operation === 'tunnel');

const WHOLE = { received: SENT };

describe('a tunnel', () => {
  it.each<[string, unknown, Outcome]>([
    ['refused', 'refuse', { received: 0, error: expect.stringContaining('fault plan') as never }],
    ['reset', 'reset', { received: 0 }],
    ['cut', { cut: 1_000 }, { received: 1_000 }],
    ['late', { latency: '5ms' }, WHOLE],
    ['slow', { slow: '1 MB/s' }, WHOLE],
  ])('%s, the first time', async (_what, effects, expected) => {
    plan({ on: { tcp: 'ssh' }, do: effects });
    expect(await read()).toEqual(expected);
    expect(await read()).toEqual(WHOLE);
    await waitUntil('both to be noted', () => noted().length === 2);
    expect(noted().map(({ fault }) => fault)).toEqual([expect.stringMatching(/^\d+: /), null]);
  });

  it.each(['reset', 'cut'])('%s after so many bytes', async (effect) => {
    plan({ on: { tcp: 'ssh', bytes: 40_000 }, do: effect });
    expect(await read()).toEqual({ received: 40_000 });
    expect(await read()).toEqual(WHOLE);
  });

  it('of the second target, and not of the first', async () => {
    plan({ on: { tcp: 'ssh', route: 'redshift' }, do: 'refuse' });
    plan({ on: { tcp: 'ssh', host: 'LOCALHOST', nth: 2 }, do: 'refuse' });
    expect(await read()).toEqual(WHOLE);
    expect(await read('localhost')).toMatchObject({ received: 0 });
    expect(await read('localhost')).toMatchObject({ received: 0 });
    expect(await read('localhost')).toEqual(WHOLE);
  });

  it.each([undefined, 10_000])('that hangs, from byte %s on', async (bytes) => {
    plan({ on: { tcp: 'ssh', ...(bytes !== undefined && { bytes }) }, do: 'hang' });
    let received = 0;
    const opening = ssh.openTunnel('db.private.internal', 5432).then((channel) => {
      channel.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      channel.write('go');
    });
    opening.catch(() => undefined);
    await waitUntil(
      'it to hang',
      () => noted()[0]?.fault?.endsWith(': hang') === true && received === (bytes ?? 0),
    );
    // Another one of the same session passes.
    expect(await read()).toEqual(WHOLE);
    expect(received).toBe(bytes ?? 0);
  });

  it.each([undefined, 10_000])('whose session ends with all its tunnels, at byte %s', async (bytes) => {
    const other = await ssh.openTunnel('localhost', 5432);
    other.on('error', () => undefined);
    const ended = once(other.resume(), 'close');
    plan({ on: { tcp: 'ssh', ...(bytes !== undefined && { bytes }) }, do: { terminate: 'session' } });
    const closed = new Promise<void>((resolve) => ssh.client.once('close', () => resolve()));
    void read();
    await Promise.all([closed, ended]);
    using again = await logIn(bastion.endpoints);
    expect(await again.openTunnel('localhost', 5432)).toBeDefined();
  });
});

it.each([
  [{ on: { service: 'bastion' }, do: 'reset' }, "'reset'"],
  [{ on: { tcp: 'ssh' }, do: { status: 500 } }, "The service bastion cannot do 'status'"],
  [{ on: { tcp: 'ssh' }, do: { terminate: 'backend' } }, "cannot do 'terminate: backend'"],
  [{ on: { tcp: 'ssh' }, do: { cut: 'half' } }, "not at 'half'"],
  [{ on: { tcp: 'ssh', bytes: 5 }, do: 'refuse' }, "Say 'reset', or leave 'bytes' out."],
  [{ on: { tcp: 'ssh' }, after: 'kill' }, 'A tunnel has no answer'],
  [
    { on: { tcp: 'ssh', host: 'db' }, do: 'reset' },
    "no target 'db'. There is: db.private.internal, localhost.",
  ],
  [{ on: { tcp: 'ssh', route: 'api' }, do: 'reset' }, "There is no route 'api' here. There is: "],
  [{ on: { tcp: 'ssh', sql: 'x' }, do: 'reset' }, "does not know 'on: sql'"],
  [
    { on: { tcp: 'tunnel' }, do: 'reset' },
    "No connection to 'tunnel' can have faults here. There is: bastion, ssh.",
  ],
])('%j is refused', (fault, message) => {
  faults.own({ kill: () => undefined });
  expect(() => plan(fault)).toThrow(message);
});
