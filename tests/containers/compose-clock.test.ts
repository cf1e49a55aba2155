import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { WorldClock } from '../../core/world-clock.ts';
import { createDataset, World } from '../../fixtures/index.ts';
import { moveClock, readClock } from '../../playground/clock/remote-clock.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { startS3 } from '../services/s3-minio/started-s3.ts';
import { storedObjects } from '../services/s3-minio/stored-objects.ts';
import { fakeConnector, fakeSdk } from '../support/fake-sdk.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { documentOf } from '../support/run-bench.ts';
import { testTerminal } from '../support/test-terminal.ts';
import { type ComposeProject, startComposeProject } from './support/compose-project.ts';

const HOUR = 3_600_000;
/** That the example asks for. */
const SYMBOLS = 4;
const REPLICAS = [0, 1, 2];
const dataset = createDataset({ world: 'living' });
const people = new World(dataset).table('people');
const users = new World(dataset).table('public.users');

let project: ComposeProject;
let clockUrl: string;

beforeAll(async () => {
  project = await startComposeProject({
    variables: { PLAYGROUND_WORLD: 'living' },
    services: ['api', 'postgres', 'seed', 'gateway'],
  });
  clockUrl = new URL(project.endpoints.s3.resetUrl ?? '').origin;
});
afterAll(async () => project?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await fetch(`${clockUrl}/_playground/reset`, { method: 'POST' });
});

const iso = (at: number) => new Date(at).toISOString();

async function allOf(ask: (path: string) => Promise<unknown>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let total = 1; ids.length < total; ) {
    const page = (await ask(`/pagination/offset?limit=50&offset=${ids.length}`)) as {
      data: readonly { id: string }[];
      total: number;
    };
    total = page.total;
    ids.push(...page.data.map(({ id }) => id));
  }
  return ids.sort();
}

/** MinIO holds what the embedded store shows then, but for the certificate, which `setup` makes. */
async function expectObjects(at: number): Promise<void> {
  const worldClock = new WorldClock({ start: at, rate: 0 });
  const twin = await startS3({ dataset, clock: worldClock.now, realClock: Date.now, worldClock });
  try {
    const found = await storedObjects(project.endpoints.s3);
    found.delete('certs/client.pem');
    expect(found).toEqual(await storedObjects(twin.endpoints));
  } finally {
    await twin.stop();
  }
}

/** Each replica, and all of them in turn behind the gateway, and the database, and the object store. */
async function expectWorld(at: number): Promise<void> {
  const idsIn = (table: typeof people) => {
    const view = table.seenAt(at);
    return view.rows(0, view.size).map(({ values }) => values['id']);
  };
  const expected = idsIn(people).sort();
  const { port } = new URL(project.endpoints.api.url);
  for (const replica of REPLICAS) {
    const url = `http://127.0.0.1:${Number(port) + replica}`;
    expect(await allOf(async (path) => (await fetch(`${url}${path}`)).json())).toEqual(expected);
  }
  await using client = createProxyClient(project.endpoints.gateway.url);
  const ask = async (path: string) => (await client.ask(`http://api.playground.internal${path}`)).json();
  expect(await allOf(ask)).toEqual(expected);
  const rows = await rowsOf(project.endpoints.postgres, 'SELECT id FROM public.users ORDER BY id');
  expect(rows.map(({ id }) => id)).toEqual(idsIn(users));
  expect(await rowsOf(project.endpoints.postgres, 'SELECT playground.now() AS now')).toEqual([
    { now: new Date(at) },
  ]);
  await expectObjects(at);
}

it('an advance returns when every replica, the gateway and the database show it, and a restart keeps it', async () => {
  expect(await readClock(clockUrl)).toEqual({ now: iso(dataset.anchor), rate: 0, world: 'living' });
  await expectWorld(dataset.anchor);
  expect(await moveClock(clockUrl, { advance: '1h' })).toMatchObject({ now: iso(dataset.anchor + HOUR) });
  await expectWorld(dataset.anchor + HOUR);

  await project.compose('restart', 'seed');
  const found = await waitUntil('the clock', () => readClock(clockUrl).catch(() => undefined), {
    timeoutMs: 60_000,
  });
  expect(found).toEqual({ now: iso(dataset.anchor + HOUR), rate: 0, world: 'living' });
  await expectWorld(dataset.anchor + HOUR);

  await project.compose('stop', 's3');
  await expect(moveClock(clockUrl, { advance: '2h' })).rejects.toThrow('object store does not answer');
  expect(await readClock(clockUrl)).toMatchObject({ now: iso(dataset.anchor + HOUR) });
  await project.compose('up', '--detach', '--wait', '--no-deps', 's3');
  await expectObjects(dataset.anchor + HOUR);

  await moveClock(clockUrl, { to: iso(dataset.anchor + 3 * HOUR) });
  await expectWorld(dataset.anchor + 3 * HOUR);
});

it('begins again with everything when the command resets it', async () => {
  await moveClock(clockUrl, { advance: '2h' });
  await rowsOf(project.endpoints.postgres, 'DELETE FROM public.users');
  await using terminal = await testTerminal();
  expect([await run(['reset', '--directory', project.directory], terminal), terminal.errors]).toEqual([
    0,
    '',
  ]);
  expect(await readClock(clockUrl)).toMatchObject({ now: iso(dataset.anchor) });
  await expectWorld(dataset.anchor);
});

it('tells the truth of its world', async () => {
  await moveClock(clockUrl, { advance: '2h' });
  const expected = [...people.rows(dataset.anchor + 2 * HOUR)].map(({ values }) => values);
  await using terminal = await testTerminal();
  expect(await run(['truth', 'people', '--directory', project.directory], terminal)).toBe(0);
  expect(
    terminal.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(expected);
});

// A share has a price on Monday to Friday of the last sixteen days.
it.each([
  ['Friday', '2026-01-02T12:00:00Z', 12],
  ['Saturday', '2026-01-03T12:00:00Z', 11],
])('is the world of a run, on its %s', async (_day, to, prices) => {
  await moveClock(clockUrl, { to });
  await using terminal = await testTerminal({ PATH: process.env['PATH'] });
  await fakeSdk(join(terminal.directory, 'venv'));
  const table = { rows: SYMBOLS * prices, written: SYMBOLS * prices };
  await fakeConnector(join(terminal.directory, 'prices'), [{ tables: { tickers_price: table }, state: {} }]);
  const options = ['--as', 'cursors/marketstack', '--venv', 'venv', '--no-values', '--json'];
  const code = await run(['run', 'prices', ...options, '--directory', project.directory], terminal);
  expect(documentOf(terminal)).toMatchObject({
    truth: { world: 'living' },
    runs: [{ result: 'as expected', reasons: [] }],
  });
  expect([code, terminal.errors]).toEqual([0, expect.not.stringContaining('expected rows are those')]);
});

it('goes on from where it was when its container is made anew', async () => {
  await moveClock(clockUrl, { advance: '5h' });
  await project.compose('up', '--detach', '--wait', '--force-recreate', '--no-deps', 'seed');
  expect(await readClock(clockUrl)).toMatchObject({ now: iso(dataset.anchor + 5 * HOUR) });
  await expectWorld(dataset.anchor + 5 * HOUR);
});
