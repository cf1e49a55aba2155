/** What it costs to reach the database of a world, where faults can happen, against the server itself. */
import { once } from 'node:events';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { createPlayground } from '../playground/playground.ts';

const ROUNDS = 7;
const QUERIES = 1000;
const MEGABYTES = 100;
const COPY = `COPY (SELECT repeat('x', 99) FROM generate_series(1, ${MEGABYTES * 10_000})) TO STDOUT`;

await using playground = await createPlayground({ services: ['postgres'] });
const world = await playground.world('bench');
const { database, owner, host, port, ca } = world.endpoints.postgres;
const itself = playground.endpoints.postgres.port;

async function connected<Result>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ host, database, ...owner, ...config });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** In microseconds, one after the other. */
const perQuery = (config: pg.ClientConfig): Promise<number> =>
  connected(config, async (client) => {
    const startedAt = performance.now();
    for (let index = 0; index < QUERIES; index += 1)
      await client.query('SELECT id, name FROM public.people WHERE id = $1', [index]);
    return ((performance.now() - startedAt) * 1000) / QUERIES;
  });

const megabytesPerSecond = (config: pg.ClientConfig): Promise<number> =>
  connected(config, async (client) => {
    const startedAt = performance.now();
    const rows = client.query(copyStreams.to(COPY));
    let bytes = 0;
    rows.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    await once(rows, 'end');
    const seconds = (performance.now() - startedAt) / 1000;
    // The stream ends before the server has said that it is ready.
    await client.query('SELECT 1');
    return bytes / 1e6 / seconds;
  });

const median = (values: number[]): number =>
  values.sort((one, other) => one - other)[values.length >> 1] as number;

for (const [name, ssl] of [
  ['without TLS', false],
  ['with TLS', { ca: ca as string }],
] as const) {
  for (const [what, measure, unit] of [
    [`a small query, ${QUERIES} one after the other`, perQuery, 'us'],
    [`COPY of ${MEGABYTES} MB`, megabytesPerSecond, 'MB/s'],
  ] as const) {
    const direct: number[] = [];
    const forwarded: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      direct.push(await measure({ port: itself, ssl }));
      forwarded.push(await measure({ port, ssl }));
    }
    const [one, other] = [median(direct), median(forwarded)];
    process.stdout.write(
      `${what}, ${name}, median of ${ROUNDS}: direct ${one.toFixed(0)} ${unit}, in a world ${other.toFixed(0)} ${unit}, ${((100 * other) / one).toFixed(0)}%\n`,
    );
  }
}
