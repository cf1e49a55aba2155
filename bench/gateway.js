/**
 * How many small HTTPS requests a second the gateway answers through tunnels that are kept, how many when every
 * request opens a tunnel of its own, and how long the first request to a host takes that it has no certificate for
 * yet. The gateway has a thread of its own, as in life it is another program.
 *
 *     npm run build && node bench/gateway.js [seconds] [connections]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as secure } from 'node:tls';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openAuthority } from '../dist/authority/open-authority.js';
import { embeddedGateway } from '../dist/services/gateway/embedded.js';

const SECONDS = Number(process.argv[2] ?? 8);
const CONNECTIONS = Number(process.argv[3] ?? 32);
const NEW_HOSTS = 50;

/** @typedef {{ port: number, ca: string }} Gateway */

/** @type {import('../services/gateway/stand-in.ts').StandIn} */
const small = {
  hosts: ['api.bench.test', '*.fresh.bench.test'],
  summary: 'A small answer',
  source: 'https://www.rfc-editor.org/rfc/rfc9110',
  mount(router) {
    router.get('/people/:id', (ctx) => {
      ctx.body = { id: ctx.params['id'], name: 'Ada Lovelace', email: 'ada@example.com' };
    });
  },
};

async function runGateway() {
  const authority = await openAuthority(workerData.directory);
  const gateway = embeddedGateway({
    port: 0,
    standIns: [small],
    issue: async (host) => authority.issue([host]),
    caFile: authority.caCertificatePath,
    clientCa: authority.caCertificate,
  });
  const { url } = await gateway.start();
  parentPort?.postMessage({ port: Number(new URL(url).port), ca: authority.caCertificate });
  parentPort?.once('message', () => void gateway.stop());
}

/**
 * Opens a tunnel and speaks TLS through it.
 *
 * @param {Gateway} gateway
 * @param {string} host
 * @returns {Promise<import('node:tls').TLSSocket>}
 */
function openTunnel({ port, ca }, host) {
  return new Promise((resolve, reject) => {
    const plain = connect({ host: '127.0.0.1', port, noDelay: true });
    plain.once('error', reject);
    plain.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
    plain.once('data', (answer) => {
      if (!answer.toString('latin1').startsWith('HTTP/1.1 200')) return reject(new Error(answer.toString()));
      const socket = secure({ socket: plain, servername: host, ca });
      socket.once('error', reject);
      socket.once('secureConnect', () => resolve(socket));
    });
  });
}

/**
 * Asks once and waits for the whole answer.
 *
 * @param {import('node:tls').TLSSocket} socket
 * @param {string} host
 * @returns {Promise<void>}
 */
function ask(socket, host) {
  return new Promise((resolve, reject) => {
    let received = '';
    const read = (/** @type {Buffer} */ chunk) => {
      received += chunk.toString('latin1');
      const head = received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const sizeBytes = Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < head + 4 + sizeBytes) return;
      socket.off('data', read);
      if (received.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(received));
    };
    socket.on('data', read);
    socket.write(`GET /people/7 HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\n\r\n`);
  });
}

/**
 * Does `work` over and over, in so many lines at once, and gives how long each took in milliseconds.
 *
 * @param {number} lines
 * @param {(line: number) => Promise<void>} work
 */
async function measure(lines, work) {
  /** @type {number[]} */
  const durations = [];
  const endMs = performance.now() + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: lines }, async (_, line) => {
      for (let begunMs = performance.now(); begunMs < endMs; begunMs = performance.now()) {
        await work(line);
        durations.push(performance.now() - begunMs);
      }
    }),
  );
  return durations;
}

/**
 * What the gateway itself counted: requests and tunnels since it started.
 *
 * @param {Gateway} gateway
 * @returns {Promise<number>}
 */
async function countOf({ port }) {
  const response = await fetch(`http://127.0.0.1:${port}/_playground/journal`);
  return (await response.json()).total;
}

/**
 * @param {string} what
 * @param {number[]} durations
 */
function report(what, durations) {
  const sorted = durations.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const rate = Math.round(durations.length / SECONDS);
  process.stdout.write(
    `${what}: ${rate} a second; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms\n`,
  );
}

async function runClient() {
  const directory = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
  const worker = new Worker(new URL(import.meta.url), { workerData: { directory } });
  try {
    /** @type {Gateway} */
    const gateway = await new Promise((resolve, reject) =>
      worker.once('message', resolve).once('error', reject),
    );
    const firstMs = [];
    for (let host = 0; host < NEW_HOSTS; host += 1) {
      const name = `n${host}.fresh.bench.test`;
      const begunMs = performance.now();
      const socket = await openTunnel(gateway, name);
      await ask(socket, name);
      firstMs.push(performance.now() - begunMs);
      socket.destroy();
    }
    const longest = Math.max(...firstMs).toFixed(1);
    process.stdout.write(`first request to each of ${NEW_HOSTS} hosts: the longest took ${longest} ms\n`);

    const host = 'api.bench.test';
    const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => openTunnel(gateway, host)));
    await Promise.all(sockets.map((socket) => ask(socket, host)));
    const countBefore = await countOf(gateway);
    const kept = await measure(CONNECTIONS, (line) => ask(/** @type {any} */ (sockets[line]), host));
    const counted = (await countOf(gateway)) - countBefore;
    // A client that miscounts would flatter the gateway.
    if (counted !== kept.length) throw new Error(`${kept.length} answers to ${counted} requests`);
    report(`${CONNECTIONS} tunnels, kept`, kept);
    for (const socket of sockets) socket.destroy();

    const fresh = await measure(CONNECTIONS, async () => {
      const socket = await openTunnel(gateway, host);
      await ask(socket, host);
      socket.destroy();
    });
    report(`${CONNECTIONS} at once, a tunnel for each request`, fresh);
  } finally {
    worker.postMessage('stop');
    await rm(directory, { recursive: true, force: true });
  }
}

await (isMainThread ? runClient() : runGateway());
