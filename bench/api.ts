/**
 * The API against the PyPI playground and against a bare `node:http` server that sends the same bytes, on this
 * machine in one run; then what a billion records change. Writes `docs/benchmarks.md`.
 *
 *     npx tsc --noEmit false --outDir .cache/bench; node .cache/bench/bench/api.js
 */
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { type ChildServer, residentMb, startBare, startOurs, startPeer } from './child-server.ts';
import { compareWorlds, pagesAnywhere } from './living-pages.ts';
import { autocannonRate, inTurns, latencyMs, median, nodeRate, type Rate, undiciRate } from './measure.ts';

const PEER_PORT = 5391;
const WARM_UP_SECONDS = 2;
/** Two turns of two seconds each, so that a moment of other work on the machine does not fall on one side. */
const TURN_SECONDS = 2;
const BILLION = 1e9;
const LAST_PAGE = BILLION / 10;

const REQUESTS = [
  { what: 'next_page_url, 10 rows', path: '/pagination/next_page_url' },
  { what: 'next_page_url, 50 rows', path: '/pagination/next_page_url?per_page=50' },
  { what: 'keyset, 50 rows', path: '/pagination/keyset' },
  { what: 'CSV, 200 rows', path: '/export/csv' },
  { what: 'companies', path: '/cursors/companies' },
] as const;

const lines: string[] = [];
const say = (line = ''): void => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const loadAverage = (): string => (os.loadavg()[0] as number).toFixed(1);
const whole = (value: number): string => Math.round(value).toLocaleString('en');

function sayRates(what: string, ours: Rate, theirs: Rate, digits: number): void {
  const ratios = [ours.perSecond / theirs.perSecond, theirs.processorUs / ours.processorUs];
  const rates = [ours.perSecond, theirs.perSecond].map(whole);
  const costs = [ours.processorUs, theirs.processorUs].map(whole);
  const client = [ours, theirs].map(({ clientUs }) => whole(clientUs)).join(', ');
  say(
    `| ${[what, ...rates, ...costs, client, ...ratios.map((ratio) => ratio.toFixed(digits))].join(' | ')} |`,
  );
}

function sayHeader(client: string, other: string): void {
  const columns = ['ours/s', `${other}/s`, 'ours, µs', `${other}, µs`, 'client, µs'];
  say(`| client: ${[client, ...columns, 'times the rate', 'times as cheap'].join(' | ')} |`);
  say('|---|--:|--:|--:|--:|--:|--:|--:|');
}

/** The PyPI playground closes every connection, so that both clients are ones that renew theirs. */
async function compareWithPeer(
  client: string,
  rate: typeof undiciRate,
  ours: ChildServer,
  peer: ChildServer,
): Promise<void> {
  sayHeader(client, 'PyPI playground');
  for (const { what, path } of REQUESTS) {
    for (const server of [ours, peer]) await rate(server, path, WARM_UP_SECONDS);
    const measure = (server: ChildServer) => () => rate(server, path, TURN_SECONDS);
    sayRates(what, ...(await inTurns(measure(ours), measure(peer))), 1);
  }
}

/** With the client that costs least, which is still as much as this server. */
async function compareWithBare(ours: ChildServer): Promise<void> {
  sayHeader('autocannon', 'bare node:http');
  for (const { what, path } of REQUESTS) {
    const answer = await fetch(ours.url + path);
    const bare = await startBare(await answer.text(), answer.headers.get('content-type') ?? '');
    for (const server of [ours, bare]) await autocannonRate(server, () => path, WARM_UP_SECONDS);
    const measure = (server: ChildServer) => () => autocannonRate(server, () => path, TURN_SECONDS);
    const rates = await inTurns(measure(ours), measure(bare));
    await bare.stop();
    sayRates(what, ...rates, 2);
  }
}

async function measureBillion(): Promise<void> {
  const server = await startOurs({ PLAYGROUND_RECORDS: String(BILLION) });
  const pages = (first: number): string[] =>
    Array.from({ length: 500 }, (_, index) => `/pagination/next_page_url?page=${first + index}`);
  await latencyMs(server.url, pages(1000));
  const [near, near99] = await latencyMs(server.url, pages(1));
  const [far, far99] = await latencyMs(server.url, pages(LAST_PAGE - 500));
  const idleMb = residentMb(server);
  const anywhere = await autocannonRate(
    server,
    pagesAnywhere('/pagination/next_page_url', LAST_PAGE),
    2 * TURN_SECONDS,
  );
  const busyMb = residentMb(server);
  await server.stop();
  say('| a billion records | |');
  say('|---|--:|');
  say(`| start until ready | ${whole(server.readyMs)} ms |`);
  say(`| first pages, median and 99th percentile | ${near.toFixed(2)} ms, ${near99.toFixed(2)} ms |`);
  say(`| last pages, median and 99th percentile | ${far.toFixed(2)} ms, ${far99.toFixed(2)} ms |`);
  say(
    `| pages of 10 rows anywhere, never asked for before | ${whole(anywhere.perSecond)} a second, ${whole(anywhere.processorUs)} µs each |`,
  );
  say(`| memory before, and while paging anywhere | ${idleMb} MB, ${busyMb} MB |`);
}

async function measureLiving(): Promise<void> {
  const { living, still } = await compareWorlds(BILLION, 2 * TURN_SECONDS);
  say('| a billion people, 50 rows anywhere and their count | living | still | living / still |');
  say('|---|--:|--:|--:|');
  const row = (what: string, one: number, other: number): void =>
    say(`| ${what} | ${whole(one)} | ${whole(other)} | ${(one / other).toFixed(2)} |`);
  row('µs each', living.processorUs, still.processorUs);
  row('a second', living.perSecond, still.perSecond);
  say();
  say(`Load average meanwhile: ${loadAverage()}.`);
}

async function measureMillionRows(): Promise<void> {
  const server = await startOurs({ PLAYGROUND_RECORDS: '1000000' });
  const beforeMb = residentMb(server);
  const startedAt = performance.now();
  const response = await fetch(`${server.url}/export/csv`);
  let sizeBytes = 0;
  let peakMb = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    peakMb = Math.max(peakMb, residentMb(server));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await server.stop();
  say('| a million rows of CSV | |');
  say('|---|--:|');
  say(`| size | ${whole(sizeBytes / 1e6)} MB |`);
  say(`| time | ${seconds.toFixed(1)} s |`);
  say(`| memory before, and at most meanwhile | ${beforeMb} MB, ${peakMb} MB |`);
}

/** The median of five starts. */
async function startMs(start: () => Promise<ChildServer>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const server = await start();
    times.push(server.readyMs);
    await server.stop();
  }
  return median(times);
}

async function measureStart(): Promise<void> {
  const mine = await startMs(() => startOurs());
  const theirs = await startMs(() => startPeer(PEER_PORT));
  say(`Start until ready: ${whole(mine)} ms; PyPI playground ${whole(theirs)} ms (medians of five).`);
}

say('# Benchmarks');
say();
say(
  `${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${os.cpus().length} cores ` +
    `(${os.cpus()[0]?.model}), load average ${loadAverage()} at the start. 16 connections, client on the same machine:`,
);
say('`npx tsc --noEmit false --outDir .cache/bench; node .cache/bench/bench/api.js`');
say();
for (const line of [
  'µs is the processor time of one answer: of the server, and of the client when it asks ours and when it asks the other.',
  'Other work on the machine lowers rates and hardly changes processor time. Where an answer costs the client more than',
  'the server, the rate is how fast the client asks, and the server could do more.',
])
  say(line);
say();
const [ours, peer] = [await startOurs(), await startPeer(PEER_PORT)];
try {
  say('Against `fivetran-api-playground` 1.1.9, as `pip install` gives it, with undici, which costs little:');
  say();
  await compareWithPeer('undici', undiciRate, ours, peer);
  say();
  say(
    "Against the same with Node's own client, which most programs use and which costs more than our server:",
  );
  say();
  await compareWithPeer('node:http', nodeRate, ours, peer);
  say();
  say(
    'Against a `node:http` server that sends the same bytes and does nothing else, the ceiling of Node.js:',
  );
  say();
  await compareWithBare(ours);
} finally {
  await Promise.all([ours.stop(), peer.stop()]);
}
say();
await measureStart();
say();
await measureBillion();
say();
await measureLiving();
say();
await measureMillionRows();
say();
say(`Load average at the end: ${loadAverage()}, the benchmark's own work included.`);
await writeFile('docs/benchmarks.md', `${lines.join('\n')}\n`);
