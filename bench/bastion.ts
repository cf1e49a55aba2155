/**
 * How fast 100 MB come through the bastion, against the same bytes without it, for each cipher that a client may
 * choose. Source, bastion and client have a thread each, because in life they are three programs.
 *
 *     npx tsc --noEmit false --outDir .cache/bench && node .cache/bench/bench/bastion.js
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import ssh2 from 'ssh2';
import { embeddedBastion } from '../services/bastion/embedded.ts';
import type { BastionEndpoints } from '../services/bastion/endpoints.ts';

const SIZE_BYTES = 100 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'one row of a result, ');
const ROUNDS = 3;
const CIPHERS = [
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'chacha20-poly1305@openssh.com',
  'aes128-ctr',
  'aes256-ctr',
] as const;

type Role =
  | { readonly name: 'source' }
  | { readonly name: 'direct'; readonly port: number }
  | {
      readonly name: 'tunnel';
      readonly bastion: BastionEndpoints;
      readonly cipher: (typeof CIPHERS)[number];
    };

/** Tells the main thread the port on which it sends 100 MB to every client. */
function runSource(): void {
  const server = createServer((socket) => {
    const chunks = Array.from({ length: SIZE_BYTES / CHUNK.length }, () => CHUNK);
    socket.on('error', () => socket.destroy());
    Readable.from(chunks, { objectMode: false }).pipe(socket);
  });
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
}

/** Reads all there is, and tells the main thread how many MB came each second. */
async function runClient(open: () => Promise<NodeJS.ReadableStream>): Promise<void> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const stream = await open();
    let received = 0;
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    await once(stream, 'end');
    if (received !== SIZE_BYTES) throw new Error(`${received} bytes came instead of ${SIZE_BYTES}`);
    rates.push(SIZE_BYTES / 1_000 / (performance.now() - started));
  }
  parentPort?.postMessage(Math.max(...rates));
}

async function openTunnel(bastion: BastionEndpoints, cipher: (typeof CIPHERS)[number]): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  const { host, port, password } = bastion;
  client.connect({
    host,
    port,
    username: password.user,
    password: password.password,
    algorithms: { cipher: [cipher] },
  });
  await once(client, 'ready');
  // Where ssh2 has no native part, a client's window adjustments are three small writes, and each would wait 40 ms
  // for an acknowledgement.
  client.setNoDelay(true);
  return client;
}

async function resultOf(role: Role): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: role });
  try {
    const [result] = await once(worker, 'message');
    return result as number;
  } finally {
    if (role.name !== 'source') await worker.terminate();
    else worker.unref();
  }
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bastion-bench-'));
  const sourcePort = await resultOf({ name: 'source' });
  const source = { host: '127.0.0.1', port: sourcePort };
  const bastion = embeddedBastion({ port: 0, directory, targets: [{ ...source, to: source }] });
  try {
    const endpoints = await bastion.start();
    const direct = await resultOf({ name: 'direct', port: sourcePort });
    process.stdout.write(`direct                         ${direct.toFixed(0)} MB/s\n`);
    for (const cipher of CIPHERS) {
      const before = performance.eventLoopUtilization();
      const rate = await resultOf({ name: 'tunnel', bastion: endpoints, cipher });
      const workMs = performance.eventLoopUtilization(before).active / ROUNDS;
      const share = ((rate / direct) * 100).toFixed(0);
      process.stdout.write(
        `${cipher.padEnd(30)} ${rate.toFixed(0)} MB/s, ${share}% of direct; the bastion worked ${workMs.toFixed(0)} ms\n`,
      );
    }
  } finally {
    await bastion.stop();
    await rm(directory, { recursive: true });
  }
}

const role = workerData as Role | null;
if (isMainThread) await main();
else if (role?.name === 'source') runSource();
else if (role?.name === 'direct') await runClient(async () => connect(role.port, '127.0.0.1'));
else if (role?.name === 'tunnel') {
  const client = await openTunnel(role.bastion, role.cipher);
  const [forward] = role.bastion.forwards;
  await runClient(
    () =>
      new Promise((resolve, reject) => {
        client.forwardOut('127.0.0.1', 0, forward?.host ?? '', forward?.port ?? 0, (error, stream) =>
          error ? reject(error) : resolve(stream),
        );
      }),
  );
}
