import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { type ChildServer, processorUs } from './child-server.ts';

const CONNECTIONS = 16;
/** A client that gets no more than this from each connection has stalled: its figure says nothing of the server. */
const FEWEST_ANSWERS = 4 * CONNECTIONS;

/** What a client measured of a server. */
export interface Rate {
  readonly perSecond: number;
  /** What one answer cost the server. It hardly depends on the client, nor on what else the machine does. */
  readonly processorUs: number;
}

/**
 * How many answers come in a second, asked for by autocannon, which costs little compared with the server. Only for
 * servers that keep connections open: after `Connection: close` autocannon 8 waits forever.
 *
 * @param nextPath gives the path of every single request
 */
export async function fastRate(server: ChildServer, nextPath: () => string, seconds: number): Promise<Rate> {
  const { url } = server;
  const before = processorUs(server);
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, path: nextPath() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}${nextPath()}: ${result.non2xx} refusals and ${result.errors} errors`);
  }
  return believable(result['2xx'], result.duration, processorUs(server) - before, url);
}

/**
 * The same by Node's own client, which keeps or renews its connections as the server wishes. It costs more, so
 * it flatters slow servers: a ratio of two of its rates is rather too small than too large.
 */
export async function fairRate(server: ChildServer, path: string, seconds: number): Promise<Rate> {
  const { url } = server;
  const before = processorUs(server);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let answers = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      await read(url + path, agent);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  agent.destroy();
  return believable(answers, (performance.now() - startedAt) / 1000, processorUs(server) - before, url);
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

function believable(answers: number, seconds: number, usedUs: number, url: string): Rate {
  if (answers < FEWEST_ANSWERS) {
    throw new Error(`only ${answers} answers came from ${url} in ${seconds} s: the client has stalled`);
  }
  return { perSecond: answers / seconds, processorUs: usedUs / answers };
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
