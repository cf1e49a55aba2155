import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { RateLimit } from '../../core/token-bucket.ts';
import type { ApiEndpoints } from '../../services/api/endpoints.ts';

/** The original, running in a process of its own. */
export interface Peer {
  readonly endpoints: ApiEndpoints;
  stop(): Promise<void>;
}

/**
 * Starts the original on a free port.
 *
 * @param python an interpreter in which it is installed
 * @throws Error with the end of its log when it ends before it listens
 */
export async function startPeer(python: string, rateLimit?: RateLimit): Promise<Peer> {
  const settings = rateLimit ? [String(rateLimit.capacity), String(rateLimit.refillPerSecond)] : [];
  const child = spawn(python, [path.join(import.meta.dirname, 'peer.py'), ...settings], {
    // It takes the local time for UTC, and joins a set of words whose order is drawn for each process.
    env: { ...process.env, TZ: 'UTC', PYTHONHASHSEED: '0' },
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  const ended = once(child, 'close');
  const firstLine = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const line = await Promise.race([firstLine, ended.then(() => undefined)]);
  if (line === undefined) throw new Error(`the original ended before it listened: ${log}`);
  return {
    endpoints: JSON.parse(line) as ApiEndpoints,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
