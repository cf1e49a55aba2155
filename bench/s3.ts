/**
 * Our object store against MinIO on this machine in one run, by the wall clock of the same plain HTTP client.
 *
 *     npx tsc --noEmit false --outDir .cache/bench
 *     PLAYGROUND_BENCH_MINIO=/path/to/minio node .cache/bench/bench/s3.js
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
import { median } from './measure.ts';

const MINIO = process.env['PLAYGROUND_BENCH_MINIO'];
const CONNECTIONS = 16;
const SMALL = { count: 1000, sizeBytes: 10 * 1024 };
const LARGE_BYTES = 256 * 1024 * 1024;
const CHUNK = Buffer.alloc(256 * 1024, 'one row of an export, ');
const LISTED = 10_000;
/** The servers take turns, so that other work on the machine does not fall on one of them. */
const ROUNDS = 5;
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
  readonly smallUrls: readonly string[];
  readonly times: Map<string, number[]>;
}

function spawnOurs(port: number, directory: string): ChildProcess {
  const main = path.resolve(import.meta.dirname, '../services/s3-minio/main.js');
  const env = { ...process.env, S3_PORT: String(port), S3_DIRECTORY: directory };
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
  const smallUrls: string[] = [];
  await eachOf(
    Array.from({ length: SMALL.count }, (_, index) => `small/${index}`),
    async (Key) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: CHUNK.subarray(0, SMALL.sizeBytes) }));
      smallUrls.push(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key })));
    },
  );
  await eachOf(
    Array.from({ length: LISTED }, (_, index) => `list/${index}`),
    (Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })),
  );
  return { name, process: child, client, agent, smallUrls, times: new Map() };
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
    eachOf(subject.smallUrls, (url) => send(subject, 'GET', url)),
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
        const startedAt = performance.now();
        await act(subject);
        // The first round warms up.
        if (round > 0)
          subject.times.set(task, [...(subject.times.get(task) ?? []), performance.now() - startedAt]);
      }
    }
  }
}

async function peakMb(subject: Subject): Promise<number> {
  const status = await readFile(`/proc/${subject.process.pid}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

async function report(ours: Subject, minio: Subject): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`| ms, median of ${ROUNDS} | ours | MinIO | ours / MinIO |`);
  say('|---|--:|--:|--:|');
  for (const task of Object.keys(TASKS)) {
    const [mine, theirs] = [ours, minio].map(({ times }) => median(times.get(task) ?? [])) as [
      number,
      number,
    ];
    say(`| ${task} | ${mine.toFixed(0)} | ${theirs.toFixed(0)} | ${(mine / theirs).toFixed(2)} |`);
  }
  const [mine, theirs] = [await peakMb(ours), await peakMb(minio)];
  say(`| peak memory, MB | ${mine} | ${theirs} | ${(mine / theirs).toFixed(2)} |`);
}

if (!MINIO) throw new Error('Set PLAYGROUND_BENCH_MINIO to the path of a MinIO program.');
const directory = await mkdtemp(path.join(os.tmpdir(), 'playground-bench-s3-'));
const children = [
  spawnOurs(9401, path.join(directory, 'ours')),
  spawnMinio(9402, path.join(directory, 'minio')),
];
try {
  const ours = await prepare('ours', children[0] as ChildProcess, 9401);
  const minio = await prepare('MinIO', children[1] as ChildProcess, 9402);
  await measure([ours, minio]);
  await report(ours, minio);
} finally {
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
  await rm(directory, { recursive: true, force: true });
}
process.exit(0);
