/**
 * How many small HTTPS requests a second the gateway answers through tunnels that are kept, how many when every
 * request opens a new tunnel, and how long the first request to a host takes that it has no certificate for
 * yet; compared with a bare HTTPS server and, if the path of an installation is given, with mockttp.
 *
 *     npm run build && node bench/gateway.js [seconds] [connections]
 *     PLAYGROUND_BENCH_MOCKTTP=/path/to/node_modules/mockttp node bench/gateway.js
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as secure } from 'node:tls';

const SECONDS = Number(process.argv[2] ?? 4);
const CONNECTIONS = Number(process.argv[3] ?? 32);
const ROUNDS = 3;
const NEW_HOSTS = 50;
const HOST = 'api.bench.test';
const MOCKTTP = process.env['PLAYGROUND_BENCH_MOCKTTP'];

/** @typedef {{ name: string, port: number, ca: string, pid: number, stop: () => Promise<unknown> }} Server */

/**
 * @param {string} name
 * @param {string} directory
 * @returns {Promise<Server>}
 */
async function startServer(name, directory) {
  const child = fork(new URL('gateway-server.js', import.meta.url), [name, directory, MOCKTTP ?? '']);
  const [where] = await once(child, 'message');
  const stop = () => {
    child.disconnect();
    return once(child, 'exit');
  };
  return { name, pid: /** @type {number} */ (child.pid), stop, ...where };
}

/**
 * Opens a tunnel and speaks TLS through it; to the bare server, TLS alone.
 *
 * @param {Server} server
 * @param {string} host
 * @returns {Promise<import('node:tls').TLSSocket>}
 */
function open({ name, port, ca }, host) {
  return new Promise((resolve, reject) => {
    const plain = connect({ host: '127.0.0.1', port, noDelay: true });
    plain.once('error', reject);
    const speak = () => {
      const socket = secure({ socket: plain, servername: host, ca });
      socket.once('error', reject);
      socket.once('secureConnect', () => resolve(socket));
    };
    if (name === 'bare') return plain.once('connect', speak);
    plain.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
    plain.once('data', (answer) => {
      if (!answer.toString('latin1').startsWith('HTTP/1.1 200')) return reject(new Error(answer.toString()));
      speak();
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
      if (!isWhole(received)) return;
      socket.off('data', read);
      if (received.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(received));
    };
    socket.on('data', read);
    socket.write(`GET /people/7 HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\n\r\n`);
  });
}

/** @param {string} received an answer with a length, or in chunks */
function isWhole(received) {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const sizeBytes = /content-length: (\d+)/i.exec(received)?.[1];
  return sizeBytes === undefined
    ? received.endsWith('0\r\n\r\n')
    : received.length >= head + 4 + Number(sizeBytes);
}

/**
 * Processor time that a process has used, in microseconds; Linux counts it in hundredths of a second.
 *
 * @param {Server} server
 */
function usedMicroseconds({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/**
 * Does `work` over and over, in so many lines at once.
 *
 * @param {Server} server
 * @param {(line: number) => Promise<void>} work
 * @returns {Promise<{ rate: number, costMicroseconds: number }>}
 */
async function measure(server, work) {
  let done = 0;
  const usedBefore = usedMicroseconds(server);
  const begunMs = performance.now();
  const endMs = begunMs + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, line) => {
      while (performance.now() < endMs) {
        await work(line);
        done += 1;
      }
    }),
  );
  return {
    rate: (done * 1_000) / (performance.now() - begunMs),
    costMicroseconds: (usedMicroseconds(server) - usedBefore) / done,
  };
}

/** @param {Server} server */
async function measureKept(server) {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(server, HOST)));
  await Promise.all(sockets.map((socket) => ask(socket, HOST)));
  const result = await measure(server, (line) => ask(/** @type {any} */ (sockets[line]), HOST));
  for (const socket of sockets) socket.destroy();
  return result;
}

/** @param {Server} server */
function measureFresh(server) {
  return measure(server, async () => {
    const socket = await open(server, HOST);
    await ask(socket, HOST);
    socket.destroy();
  });
}

/** @param {Server} server */
async function firstMilliseconds(server) {
  const durations = [];
  for (let host = 0; host < NEW_HOSTS; host += 1) {
    const name = `n${host}.fresh.bench.test`;
    const begunMs = performance.now();
    const socket = await open(server, name);
    await ask(socket, name);
    durations.push(performance.now() - begunMs);
    socket.destroy();
  }
  return durations;
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

const directory = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
/** @type {Server[]} */
const servers = [];
try {
  for (const name of ['ours', 'bare', ...(MOCKTTP ? ['mockttp'] : [])])
    servers.push(await startServer(name, directory));
  for (const server of servers.filter(({ name }) => name !== 'bare')) {
    const durations = await firstMilliseconds(server);
    process.stdout.write(
      `first request to each of ${NEW_HOSTS} hosts, ${server.name}: median ${median(durations).toFixed(1)} ms, longest ${Math.max(...durations).toFixed(1)} ms\n`,
    );
  }
  for (const [what, work] of /** @type {const} */ ([
    [`${CONNECTIONS} tunnels, kept`, measureKept],
    [`${CONNECTIONS} at once, a tunnel for each request`, measureFresh],
  ])) {
    /** @type {Map<string, Array<{ rate: number, costMicroseconds: number }>>} */
    const rounds = new Map(servers.map(({ name }) => [name, []]));
    // In turns, so that whatever else the machine does is shared by all.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const server of servers) rounds.get(server.name)?.push(await work(server));
    for (const [name, results] of rounds) {
      const rate = median(results.map((result) => result.rate));
      const cost = median(results.map((result) => result.costMicroseconds));
      process.stdout.write(`${what}, ${name}: ${rate.toFixed(0)} a second, ${cost.toFixed(0)} µs each\n`);
    }
  }
} finally {
  for (const server of servers) await server.stop();
  await rm(directory, { recursive: true, force: true });
}
