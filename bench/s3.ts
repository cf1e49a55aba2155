/**
 * Our object store against MinIO, and against an earlier checkout of it, on this machine in one run: the wall clock of
 * the same plain HTTP client, and the processor time of the servers, which other work on the machine disturbs less.
 *
 *     npx tsc --noEmit false --outDir .cache/bench
 *     PLAYGROUND_BENCH_MINIO=/path/to/minio PLAYGROUND_BENCH_EARLIER=/path/to/checkout node .cache/bench/bench/s3.js [rounds]
 *
 * The checkout is optional. It must be compiled in the same way.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { waitUntil } from '../core/wait-until.ts';
import { processorUs } from './child-server.ts';
import { median } from './measure.ts';
import { printComparison, type Row } from './print-comparison.ts';

const MINIO = process.env['PLAYGROUND_BENCH_MINIO'];
const EARLIER = process.env['PLAYGROUND_BENCH_EARLIER'];
const CONNECTIONS = 16;
const SMALL = { count: 1000, sizeBytes: 10 * 1024 };
const LARGE_BYTES = 256 * 1024 * 1024;
const CHUNK = Buffer.alloc(256 * 1024, 'one row of an export, ');
const LISTED = 10_000;
/** The servers take turns, so that other work on the machine does not fall on one of them. */
const ROUNDS = Number(process.argv[2] ?? 5);
const Bucket = 'bench';
const KEYS = {
  accessKeyId: 'PLAYGROUNDACCESSKEY0',
  secretAccessKey: 'playground-secret-key-0123456789abcdefgh',
};

interface Subject {
  readonly name: string;
  readonly process: ChildProcess;
  readonly client: S3Client;
  readonly agent: Agent;
  readonly getUrls: readonly string[];
  readonly putUrls: readonly string[];
  readonly costs: Map<string, Cost[]>;
}

/** What a task took once. */
interface Cost {
  readonly ms: number;
  /** Of the server. */
  readonly processorMs: number;
}

function spawnOurs(compiled: string, port: number, directory: string): ChildProcess {
  const main = path.join(compiled, 'services/s3-minio/main.js');
  const env = { ...process.env, PLAYGROUND_S3_PORT: String(port), PLAYGROUND_S3_DIRECTORY: directory };
  return spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function spawnMinio(port: number, directory: string): ChildProcess {
  const env = {
    ...process.env,
    MINIO_ROOT_USER: KEYS.accessKeyId,
    MINIO_ROOT_PASSWORD: KEYS.secretAccessKey,
    MINIO_BROWSER: 'off',
  };
  const args = ['server', '--quiet', '--address', `127.0.0.1:${port}`, directory];
  return spawn(MINIO as string, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function prepare(name: string, child: ChildProcess, port: number): Promise<Subject> {
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(name, async () => (await fetch(`${url}/minio/health/ready`).catch(() => undefined))?.ok, {
    timeoutMs: 30_000,
  });
  const client = new S3Client({
    endpoint: url,
    region: 'us-east-1',
    credentials: KEYS,
    forcePathStyle: true,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  await client.send(new CreateBucketCommand({ Bucket }));
  const getUrls: string[] = [];
  const putUrls: string[] = [];
  await eachOf(
    Array.from({ length: SMALL.count }, (_, index) => `small/${index}`),
    async (Key) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: CHUNK.subarray(0, SMALL.sizeBytes) }));
      getUrls.push(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key })));
      putUrls.push(await getSignedUrl(client, new PutObjectCommand({ Bucket, Key })));
    },
  );
  await eachOf(
    Array.from({ length: LISTED }, (_, index) => `list/${index}`),
    (Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })),
  );
  return { name, process: child, client, agent, getUrls, putUrls, costs: new Map() };
}

/** Does a thing for each item, as many at a time as there are connections. */
async function eachOf(items: readonly string[], act: (item: string) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const work = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await act(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
}

async function send(subject: Subject, method: string, url: string, sizeBytes = 0): Promise<number> {
  const headers = method === 'PUT' ? { 'content-length': sizeBytes } : {};
  const sent = request(url, { method, agent: subject.agent, headers });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  for (let left = sizeBytes; left > 0; left -= CHUNK.length) {
    if (!sent.write(CHUNK.subarray(0, left))) await once(sent, 'drain');
  }
  sent.end();
  const [answer] = await answered;
  if (answer.statusCode !== 200)
    throw new Error(`${subject.name} answered ${answer.statusCode} to ${method} ${url}`);
  let received = 0;
  for await (const chunk of answer) received += (chunk as Buffer).length;
  return received;
}

const TASKS: Readonly<Record<string, (subject: Subject) => Promise<unknown>>> = {
  'GET 1,000 x 10 KB, 16 connections': (subject) =>
    eachOf(subject.getUrls, (url) => send(subject, 'GET', url)),
  'PUT 1,000 x 10 KB, 16 connections': (subject) =>
    eachOf(subject.putUrls, (url) => send(subject, 'PUT', url, SMALL.sizeBytes)),
  'PUT 256 MB': async (subject) => {
    const url = await getSignedUrl(subject.client, new PutObjectCommand({ Bucket, Key: 'large' }));
    await send(subject, 'PUT', url, LARGE_BYTES);
  },
  'GET 256 MB': async (subject) => {
    const url = await getSignedUrl(subject.client, new GetObjectCommand({ Bucket, Key: 'large' }));
    const received = await send(subject, 'GET', url);
    if (received !== LARGE_BYTES) throw new Error(`${subject.name} sent ${received} of ${LARGE_BYTES} bytes`);
  },
  'list 10,000': async ({ client }) => {
    let listed = 0;
    for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: 'list/' })) {
      listed += page.KeyCount ?? 0;
    }
    if (listed !== LISTED) throw new Error(`${listed} keys were listed, not ${LISTED}`);
  },
};

async function measure(subjects: readonly Subject[]): Promise<void> {
  for (const [task, act] of Object.entries(TASKS)) {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const subject of round % 2 ? subjects : subjects.toReversed()) {
        const cost = await costOf(subject, act);
        // The first round warms up.
        if (round > 0) subject.costs.set(task, [...(subject.costs.get(task) ?? []), cost]);
      }
    }
  }
}

async function costOf(subject: Subject, act: (subject: Subject) => Promise<unknown>): Promise<Cost> {
  const pid = subject.process.pid as number;
  const [usedUs, startedAt] = [processorUs({ pid }), performance.now()];
  await act(subject);
  return { ms: performance.now() - startedAt, processorMs: (processorUs({ pid }) - usedUs) / 1000 };
}

async function peakMb(subject: Subject): Promise<number> {
  const status = await readFile(`/proc/${subject.process.pid}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

async function report(subjects: readonly Subject[]): Promise<void> {
  const names = subjects.map(({ name }) => name);
  const figures = (of: (costs: readonly Cost[]) => number): readonly Row[] =>
    Object.keys(TASKS).map((task) => [task, subjects.map(({ costs }) => of(costs.get(task) ?? []))]);
  printComparison(
    `ms, median of ${ROUNDS}`,
    names,
    figures((costs) => median(costs.map(({ ms }) => ms))),
  );
  printComparison(
    `ms of processor, median of ${ROUNDS}`,
    names,
    figures((costs) => median(costs.map(({ processorMs }) => processorMs))),
  );
  printComparison('MB', names, [['peak memory', await Promise.all(subjects.map(peakMb))]]);
}

if (!MINIO) throw new Error('Set PLAYGROUND_BENCH_MINIO to the path of a MinIO program.');
const directory = await mkdtemp(path.join(os.tmpdir(), 'playground-bench-s3-'));
const here = path.resolve(import.meta.dirname, '..');
const servers: readonly (readonly [
  name: string,
  spawned: (port: number, directory: string) => ChildProcess,
])[] = [
  ['ours', (port, folder) => spawnOurs(here, port, folder)],
  ...(EARLIER
    ? [
        [
          'earlier',
          (port: number, folder: string) => spawnOurs(path.join(EARLIER, '.cache/bench'), port, folder),
        ] as const,
      ]
    : []),
  ['MinIO', spawnMinio],
];
const children: ChildProcess[] = [];
try {
  const subjects: Subject[] = [];
  for (const [index, [name, spawned]] of servers.entries()) {
    const port = 9401 + index;
    const child = spawned(port, path.join(directory, name));
    children.push(child);
    subjects.push(await prepare(name, child, port));
  }
  await measure(subjects);
  await report(subjects);
} finally {
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
  await rm(directory, { recursive: true, force: true });
}
process.exit(0);
