import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { connectTo } from './raw-exchange.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

const SENT = 100_000;
const OPEN = 'HTTP/1.1 200 Connection Established\r\n\r\n';

const faults = new FaultPlan();
let server: Server;
let gateway: StartedGateway;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.alloc(SENT, 'x')));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const to = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, tls: false };
  gateway = await startGateway({
    faults,
    upstreams: [
      { host: 'postgres', port: 5432, to },
      { host: 'web', to },
    ],
    allowedHosts: ['allowed.example', '*.allowed.example'],
  });
});
afterEach(() => {
  faults.clear();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await once(server.close(), 'close');
});

const plan = (fault: unknown) => faults.add(parseFault(fault, 'plan[0]'));

/** What comes out of a tunnel before it ends, and how it ends. */
async function read(): Promise<{ text: string; error: string | undefined }> {
  const socket = await connectTo(gateway.url);
  let [text, error] = ['', undefined as string | undefined];
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  socket.once('error', ({ message }) => {
    error = message;
  });
  socket.once('end', () => socket.end());
  socket.write('CONNECT postgres:5432 HTTP/1.1\r\nHost: postgres:5432\r\n\r\ngo');
  await waitUntil('the tunnel to end', () => socket.closed);
  return { text, error };
}

const WHOLE = { text: `${OPEN}${'x'.repeat(SENT)}`, error: undefined };
const lastFault = async () => (await gateway.journal()).findLast(({ operation }) => operation === 'CONNECT');

describe('a tunnel that is passed on', () => {
  it.each<[string, unknown, { text: unknown; error?: unknown }]>([
    ['reset', 'reset', { text: '', error: 'read ECONNRESET' }],
    ['cut', { cut: 1_000 }, { text: OPEN + 'x'.repeat(1_000), error: undefined }],
    ['late', { latency: '5ms' }, WHOLE],
    ['slow', { slow: '1 MB/s' }, WHOLE],
    [
      'a status',
      { status: 503 },
      { text: expect.stringMatching(/^HTTP\/1.1 503 .*X-Error-Code: planned_fault/s) },
    ],
  ])('%s, the first time', async (_what, effects, expected) => {
    plan({ on: { tcp: 'tunnel', host: 'postgres' }, do: effects });
    expect(await read()).toMatchObject(expected);
    expect(await lastFault()).toMatchObject({
      fault: expect.stringMatching(/^\d+: /),
      target: 'postgres:5432',
    });
    expect(await read()).toEqual(WHOLE);
  });

  it('cut after so many bytes of each', async () => {
    plan({ on: { tcp: 'tunnel', bytes: 40_000 }, do: 'cut', times: 'always' });
    const found = [await read(), await read()];
    expect(found.map(({ text }) => text.length - OPEN.length)).toEqual([40_000, 40_000]);
  });

  it.each([undefined, 10_000])('that hangs from byte %s on, until its client leaves', async (bytes) => {
    plan({ on: { tcp: 'tunnel', ...(bytes !== undefined && { bytes }) }, do: 'hang' });
    const socket = await connectTo(gateway.url);
    let received = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
    socket.write('CONNECT postgres:5432 HTTP/1.1\r\nHost: postgres:5432\r\n\r\ngo');
    const awaited = bytes === undefined ? 0 : OPEN.length + bytes;
    await waitUntil('it to hang', async () => received === awaited && faults.list()[0]?.fired === 1);
    expect(await read()).toEqual(WHOLE);
    expect(received).toBe(awaited);
    const closed = once(socket, 'close');
    socket.end();
    await closed;
  });

  it('and not another one', async () => {
    plan({ on: { tcp: 'tunnel', host: '*.allowed.example' }, do: 'reset' });
    plan({ on: { host: 'postgres' }, do: { status: 500 } });
    expect(await read()).toEqual(WHOLE);
  });
});

it.each([
  [
    { on: { tcp: 'tunnel', host: 'sample.example' }, do: 'reset' },
    "No tunnel to 'sample.example' is passed on",
  ],
  [{ on: { tcp: 'tunnel', host: 'web' }, do: 'reset' }, "Say 'on: { host }' without 'tcp'"],
  [{ on: { tcp: 'tunnel', host: 'nobody' }, do: 'reset' }, "No tunnel to 'nobody'"],
  [{ on: { tcp: 'tunnel' }, do: { status: 200 } }, 'answered with 400 to 599, not with 200'],
  [{ on: { tcp: 'tunnel', bytes: 5 }, do: { status: 500 } }, 'A tunnel that is open has no status'],
  [{ on: { tcp: 'tunnel' }, do: { cut: 'row' } }, "not at 'row'"],
  [{ on: { tcp: 'tunnel' }, after: { clock: '5s' } }, 'A tunnel has no answer'],
  [{ on: { tcp: 'tunnel' }, do: 'refuse' }, "The service gateway cannot do 'refuse'"],
  [{ on: { tcp: 'tunnel' }, do: { gzip: 'broken' } }, "cannot do 'gzip'"],
])('%j is refused', (fault, message) => {
  faults.own({ clock: async () => undefined });
  expect(() => plan(fault)).toThrow(message);
});
