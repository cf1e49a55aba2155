import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { waitUntil } from '../../../../core/wait-until.ts';
import { rowsOf } from '../with-postgres.ts';
import { type FaultyPostgres, shareFaultyPostgres } from './faulty-postgres.ts';

let postgres: FaultyPostgres;
shareFaultyPostgres((started) => {
  postgres = started;
});

const LARGE = "SELECT repeat('x', 1000) AS text FROM generate_series(1, 300)";

/** With and without TLS: what a client asks for, and whether the server's session has it. */
const MANNERS: readonly [string, () => pg.ClientConfig, object][] = [
  ['without TLS', () => ({ ssl: false }), { ssl: false }],
  ['with TLS', () => ({ ssl: { ca: postgres.endpoints.ca as string } }), { ssl: true }],
  [
    'with TLS and a password that is bound to the certificate',
    () => ({ ssl: { ca: postgres.endpoints.ca as string }, enableChannelBinding: true }),
    { ssl: true },
  ],
  [
    'with TLS from the first byte',
    () => ({ ssl: { ca: postgres.endpoints.ca as string }, sslnegotiation: 'direct' }),
    { ssl: true },
  ],
];

async function open(config: pg.ClientConfig = {}): Promise<pg.Client> {
  const { host, port, database, owner } = postgres.endpoints;
  const client = new pg.Client({ host, port, database, ...owner, ...config });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** What a client meets that connects and reads much: the number of rows, or the error. */
async function outcome(config: pg.ClientConfig = {}): Promise<unknown> {
  let client: pg.Client | undefined;
  try {
    client = await open(config);
    return (await client.query(LARGE)).rowCount;
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    return code ?? message;
  } finally {
    await client?.end().catch(() => undefined);
  }
}

describe.each(MANNERS)('%s', (_, manner, session) => {
  it('a client comes in as it would without faults, and its statements meet them', async () => {
    const client = await open(manner());
    const ssl = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
    expect((await client.query(ssl)).rows).toEqual([session]);
    postgres.planned({ on: { sql: LARGE }, do: { sqlstate: '40001' } });
    await expect(client.query(LARGE)).rejects.toMatchObject({ code: '40001' });
    expect((await client.query(LARGE)).rowCount).toBe(300);
    await client.end();
  });

  it.each<[string, unknown, unknown]>([
    ['a reset at the beginning', { on: { tcp: 'postgres' }, do: 'reset' }, 'ECONNRESET'],
    ['no room for more clients', { on: { tcp: 'postgres' }, do: { sqlstate: '53300' } }, '53300'],
    ['a server that starts', { on: { tcp: '*' }, do: { sqlstate: '57P03' } }, '57P03'],
    ['a reset in the middle', { on: { tcp: 'postgres', bytes: '64 KB' }, do: 'reset' }, 'ECONNRESET'],
    [
      'an end in the middle',
      { on: { tcp: 'postgres', bytes: 65_536 }, do: 'cut' },
      'Connection terminated unexpectedly',
    ],
    ['a slow end', { on: { tcp: 'postgres', bytes: 300_000 }, do: { slow: '200 KB/s' } }, 300],
    ['a delay', { on: { tcp: 'postgres', bytes: 70_000 }, do: { latency: '20ms' } }, 300],
  ])('a client meets %s once', async (_name, fault, seen) => {
    postgres.planned(fault);
    expect(await outcome(manner())).toEqual(seen);
    expect(await outcome(manner())).toBe(300);
    expect(await postgres.met()).toMatchObject([{ operation: 'connection', target: 'w1' }]);
  });
});

it('an administrator ends a session in the middle of an answer', async () => {
  postgres.planned({ on: { tcp: 'postgres', bytes: 65_536 }, do: { terminate: 'backend' } });
  const client = await open();
  // More than the buffers of the operating system hold. What waits for its client to read is ended without a word.
  const larger = LARGE.replace('300', '50000');
  await expect(client.query(larger)).rejects.toThrow(
    /^(?:Connection terminated unexpectedly|terminating connection due to administrator command)$/,
  );
  expect(await outcome()).toBe(300);
});

it('the bytes before a reset have left', async () => {
  postgres.planned({ on: { tcp: 'postgres', bytes: 100_000 }, do: 'cut' });
  const client = await open();
  let bytes = 0;
  const { stream } = (client as unknown as { connection: { stream: NodeJS.ReadableStream } }).connection;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const before = (stream as unknown as { bytesRead: number }).bytesRead;
  await client.query(LARGE).catch(() => undefined);
  expect(before + bytes).toBe(100_000);
});

it('what was begun is left open nowhere', async () => {
  const count = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = 'w1'";
  for (const fault of ['reset', 'cut', { sqlstate: '53300' }]) {
    postgres.planned({ on: { tcp: 'postgres' }, do: fault, times: 'always' });
    await outcome();
    postgres.planned({ on: { tcp: 'postgres', bytes: 65_536 }, do: fault === 'reset' ? 'reset' : 'cut' });
    await outcome();
  }
  postgres.plan.clear();
  await waitUntil('the sessions to end', async () => {
    const [row] = await rowsOf(postgres.server, count, postgres.server.reader);
    return row?.['count'] === 0;
  });
});

it('several resets meet as many tries, and all connections in parallel', async () => {
  postgres.planned({ on: { tcp: 'postgres' }, do: 'reset', times: 3 });
  const seen = await Promise.all(Array.from({ length: 8 }, () => outcome()));
  expect(seen.filter((one) => one === 'ECONNRESET')).toHaveLength(3);
  expect(seen.filter((one) => one === 300)).toHaveLength(5);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a length that is too small', Buffer.from([0, 0, 0, 7, 0, 3, 0, 0])],
  ['a length that is too large', Buffer.from([0, 1, 0, 0, 0, 3, 0, 0])],
  ['more than a request for TLS', Buffer.from([0, 0, 0, 8, 4, 210, 22, 47, 81])],
])('a client that says %s is let go', async (_, bytes) => {
  const { host, port } = postgres.endpoints;
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  socket.end(bytes);
  socket.resume();
  await once(socket, 'close');
  expect(await outcome()).toBe(300);
});

it('a statement can be cancelled, and rows copied in and out', async () => {
  const client = await open();
  const sleep = new pg.Query('SELECT pg_sleep(600)');
  const failed = new Promise(
    (resolve) => void (sleep as unknown as NodeJS.EventEmitter).on('error', resolve),
  );
  client.query(sleep);
  const running = "SELECT FROM pg_stat_activity WHERE usename = 'w1' AND query LIKE 'SELECT pg_sleep%'";
  await waitUntil('the statement to run', async () => {
    return (await rowsOf(postgres.server, running, postgres.server.reader)).length === 1;
  });
  const { host, port } = postgres.endpoints;
  const other = new pg.Client({ host, port }) as pg.Client & { cancel(of: pg.Client, query: pg.Query): void };
  other.cancel(client, sleep);
  expect(await failed).toMatchObject({ code: '57014' });
  await client.query('CREATE TEMPORARY TABLE lines (line text)');
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join('');
  await pipeline(Readable.from([lines]), client.query(copyStreams.from('COPY lines FROM STDIN')));
  expect(await text(client.query(copyStreams.to('COPY lines TO STDOUT')))).toBe(lines);
  postgres.planned({ on: { sql: 'COPY*' }, do: { sqlstate: '40001' } });
  await expect(text(client.query(copyStreams.to('COPY lines TO STDOUT')))).rejects.toMatchObject({
    code: '40001',
  });
  expect(await text(client.query(copyStreams.to('COPY lines TO STDOUT')))).toBe(lines);
  await client.end();
});
