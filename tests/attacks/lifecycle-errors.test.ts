import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StartedEndpoints } from 'connector-playground';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const COMMAND = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

/** A user's own stand-in, each of whose paths lets another error escape. */
const STAND_IN = `
import { EventEmitter } from 'node:events';
const escapes = {
  timer: () => setTimeout(() => { throw new Error('escaped'); }, 1),
  immediate: () => setImmediate(() => { throw new Error('escaped'); }),
  tick: () => process.nextTick(() => { throw new Error('escaped'); }),
  microtask: () => queueMicrotask(() => { throw new Error('escaped'); }),
  event: () => setTimeout(() => new EventEmitter().emit('error', new Error('escaped')), 1),
  rejection: () => void Promise.reject(new Error('escaped')),
  async: () => void (async () => { await null; throw new Error('escaped'); })(),
  socket: (ctx) => ctx.req.socket.once('close', () => { throw new Error('escaped'); }).end(),
  'socket-text': (ctx) => ctx.req.socket.once('close', () => { throw 'escaped'; }).end(),
};
export const standIn = {
  hosts: ['faulty.example.com'],
  mount(router) {
    router.get('/:escape', (ctx) => { escapes[ctx.params.escape](ctx); ctx.body = 'thrown'; });
  },
};
`;

describe('an error that escapes one service', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let child: ChildProcess;
  let endpoints: Required<StartedEndpoints>;
  let output = '';

  const events = (name: string): Record<string, unknown>[] =>
    output
      .split('\n')
      .filter((line) => line.includes(`"event":"${name}"`))
      .map((line) => JSON.parse(line));
  /** Through the gateway, as a client with the playground's environment asks. */
  const provoke = (way: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const curl = spawn('curl', [
        ...['-s', '-o', '/dev/null', '-m', '5', '-x', endpoints.gateway.url],
        `http://faulty.example.com/${way}`,
      ]);
      curl.once('error', reject);
      curl.once('exit', (code) => resolve(code ?? -1));
    });

  beforeAll(async () => {
    directory = await temporaryDirectory();
    const standIn = path.join(directory.path, 'stand-in.mjs');
    await writeFile(standIn, STAND_IN);
    const data = path.join(directory.path, '.playground');
    child = spawn(
      process.execPath,
      [
        ...[COMMAND, 'up', '--services', 'api,s3-minio,key-vault,gateway', '--log', 'json'],
        ...['--ports', 'api=0,s3-minio=0,key-vault=0,gateway=0', '--directory', data, '--stand-in', standIn],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await waitUntil('the playground', () => output.includes('"event":"ready"'), { timeoutMs: 25_000 });
    endpoints = JSON.parse(await readFile(path.join(data, 'endpoints.json'), 'utf8'));
  });
  afterAll(async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
    await directory[Symbol.asyncDispose]();
  });

  // Four in a row: the fifth within a minute would have the service rest.
  it.each(['timer', 'rejection', 'event', 'socket'])(
    'restarts the gateway alone, on its port: %s',
    async (way) => {
      const restarts = events('service_restarted').length;
      const asked = provoke(way);
      const neighbours = await Promise.all([
        fetch(`${endpoints.api.url}/_playground/health`),
        fetch(`${endpoints['s3-minio'].url}/`),
      ]);
      expect(neighbours.map(({ status }) => status)).toEqual([200, 403]);
      await asked;
      await waitUntil('the restart', () => events('service_restarted').length > restarts);
      expect(events('service_failed').at(-1)).toMatchObject({ service: 'gateway', error: 'Error: escaped' });
      expect(events('service_restarted').every(({ service }) => service === 'gateway')).toBe(true);
      const health = await fetch(`${endpoints.gateway.url}/_playground/journal`);
      expect(health.status).toBe(200);
      expect(child.exitCode).toBeNull();
    },
  );
});
