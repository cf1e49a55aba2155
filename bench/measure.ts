import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { Pool } from 'undici';
import { type ChildServer, processorUs } from './child-server.ts';

const CONNECTIONS = 16;
/** A client that gets no more than this from each connection has stalled: its figure says nothing of the server. */
const FEWEST_ANSWERS = 4 * CONNECTIONS;

/** What a client measured of a server. */
export interface Rate {
  readonly perSecond: number;
  /** What one answer cost the server. It hardly depends on the client, nor on what else the machine does. */
  readonly processorUs: number;
  /** What one answer cost the client. Where it is more than the server's, the rate says what the client can do. */
  readonly clientUs: number;
}

/**
 * How many answers come in a second, asked for by autocannon, which costs least. Only for servers that keep
 * connections open: after `Connection: close` the parser of autocannon 8 reads no further answer.
 *
 * @param nextPath gives the path of every single request
 */
export function autocannonRate(server: ChildServer, nextPath: () => string, seconds: number): Promise<Rate> {
  const { url } = server;
  return measured(server, async () => {
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: seconds,
      requests: [{ setupRequest: (request) => ({ ...request, path: nextPath() }) }],
    });
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(`${url}${nextPath()}: ${result.non2xx} refusals and ${result.errors} errors`);
    }
    return result['2xx'];
  });
}

/** The same by undici, which costs little more, and renews its connections where the server closes them. */
export function undiciRate(server: ChildServer, path: string, seconds: number): Promise<Rate> {
  return measured(server, async () => {
    const pool = new Pool(server.url, { connections: CONNECTIONS, pipelining: 1 });
    const answers = await askFor(seconds, () => dispatch(pool, path));
    await pool.close();
    return answers;
  });
}

/** The same by Node's own client, which most programs use. It may cost more than the server. */
export function nodeRate(server: ChildServer, path: string, seconds: number): Promise<Rate> {
  return measured(server, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const answers = await askFor(seconds, () => read(server.url + path, agent));
    agent.destroy();
    return answers;
  });
}

/** Asks on all connections, again as soon as an answer is there, and counts the answers. */
async function askFor(seconds: number, ask: () => Promise<void>): Promise<number> {
  const endsAt = performance.now() + seconds * 1000;
  let answers = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return answers;
}

/** Without the streams and promises of undici's `request`, which cost as much again. */
function dispatch(pool: Pool, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const handler = {
      onRequestStart() {}, // by which undici knows that the handler is of today's kind
      onResponseStart(_controller: unknown, status: number) {
        if (status !== 200) reject(new Error(`${path} was answered with ${status}`));
      },
      onResponseData() {},
      onResponseEnd: () => resolve(),
      onResponseError: (_controller: unknown, error: Error) => reject(error),
    };
    pool.dispatch({ path, method: 'GET' }, handler);
  });
}

function read(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    }).once('error', reject);
  });
}

/** What the answers of a run cost server and client. The client is this process. */
async function measured(server: ChildServer, run: () => Promise<number>): Promise<Rate> {
  const before = processorUs(server);
  const clientBefore = process.cpuUsage();
  const startedAt = performance.now();
  const answers = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  if (answers < FEWEST_ANSWERS) {
    throw new Error(
      `only ${answers} answers came from ${server.url} in ${seconds} s: the client has stalled`,
    );
  }
  const { user, system } = process.cpuUsage(clientBefore);
  return {
    perSecond: answers / seconds,
    processorUs: (processorUs(server) - before) / answers,
    clientUs: (user + system) / answers,
  };
}

/** Measures two in turn, then in the opposite order, and takes the mean: a moment of other work is shared. */
export async function inTurns(one: () => Promise<Rate>, other: () => Promise<Rate>): Promise<[Rate, Rate]> {
  const [one1, other1, other2, one2] = [await one(), await other(), await other(), await one()];
  return [mean(one1, one2), mean(other1, other2)];
}

function mean(first: Rate, second: Rate): Rate {
  return {
    perSecond: (first.perSecond + second.perSecond) / 2,
    processorUs: (first.processorUs + second.processorUs) / 2,
    clientUs: (first.clientUs + second.clientUs) / 2,
  };
}

/** The median and the 99th percentile of the time of one request after another, in milliseconds. */
export async function latencyMs(url: string, paths: readonly string[]): Promise<[number, number]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const path of paths) {
    const startedAt = performance.now();
    await read(url + path, agent);
    times.push(performance.now() - startedAt);
  }
  agent.destroy();
  times.sort((one, other) => one - other);
  return [median(times), times[Math.floor(times.length * 0.99)] as number];
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
