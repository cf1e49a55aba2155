import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import type { StartedEndpoints } from '../../playground/manifests.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const coreFile = (file: string): string => pathToFileURL(path.join(DIST, 'core', file)).href;

/** A user's own stand-in, each of whose paths lets another error escape. */
const STAND_IN = `
import { EventEmitter } from 'node:events';
import { maskSecrets } from '${coreFile('mask-secrets.js')}';
import { blame } from '${coreFile('supervision/blame.js')}';
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
  // As a listener of that service would.
  service: (ctx) => setTimeout(() => { throw blame(new Error('escaped'), ctx.query.name); }, 1),
  // Without a frame but of the core.
  own: () => setTimeout(maskSecrets, 1, ['token']),
  // Without a frame of this project.
  nobody: () => setTimeout(decodeURIComponent, 1, '%'),
};
export const standIn = {
  hosts: ['faulty.example.com'],
  mount(router) {
    router.get('/:escape', (ctx) => { escapes[ctx.params.escape](ctx); ctx.body = 'thrown'; });
  },
};
`;

interface Started extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly endpoints: Required<StartedEndpoints>;
  events(name: string): Record<string, unknown>[];
  /** Through the gateway, as a client with the playground's environment asks. */
  provoke(way: string): Promise<void>;
}

/** The command with that stand-in, every service on any port. */
async function startCommand(): Promise<Started> {
  const directory = await temporaryDirectory();
  const standIn = path.join(directory.path, 'stand-in.mjs');
  await writeFile(standIn, STAND_IN);
  const data = path.join(directory.path, '.playground');
  const services = ['api', 's3', 'key-vault', 'gateway', 'bastion'];
  const child = spawn(
    process.execPath,
    [
      ...[path.join(DIST, 'cli/main.js'), 'up', '--services', services.join(','), '--log', 'json'],
      ...['--ports', services.map((name) => `${name}=0`).join(','), '--directory', data],
      ...['--stand-ins', standIn],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await waitUntil('the playground', () => output.includes('"event":"ready"'), { timeoutMs: 25_000 });
  const endpoints: Required<StartedEndpoints> = JSON.parse(
    await readFile(path.join(data, 'endpoints.json'), 'utf8'),
  );
  return {
    child,
    endpoints,
    events: (name) =>
      output
        .split('\n')
        .filter((line) => line.includes(`"event":"${name}"`))
        .map((line) => JSON.parse(line)),
    async provoke(way) {
      const url = `http://faulty.example.com/${way}`;
      const curl = spawn('curl', ['-s', '-o', '/dev/null', '-m', '5', '-x', endpoints.gateway.url, url]);
      await once(curl, 'exit');
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** The addresses by which services say over plain HTTP that they are there, and with what status. */
const answersOf = ({ endpoints }: Started) =>
  ({
    api: [`${endpoints.api.url}/_playground/health`, 200],
    s3: [`${endpoints.s3.url}/`, 403],
    gateway: [`${endpoints.gateway.url}/_playground/health`, 200],
  }) as const;

// Four in a row: the fifth within a minute would have the service rest.
describe.each([[['timer', 'rejection', 'event', 'socket']], [['immediate', 'tick', 'microtask', 'async']]])(
  "an error that escapes a user's stand-in",
  (ways) => {
    let started: Started;
    beforeAll(async () => {
      started = await startCommand();
    });
    afterAll(async () => started[Symbol.asyncDispose]());

    it.each(ways)('restarts the gateway alone, on its port: %s', async (way) => {
      const { events, provoke, child } = started;
      const restarts = events('service_restarted').length;
      const asked = provoke(way);
      const { api, s3, gateway } = answersOf(started);
      const neighbours = await Promise.all([fetch(api[0]), fetch(s3[0])]);
      expect(neighbours.map(({ status }) => status)).toEqual([api[1], s3[1]]);
      await asked;
      await waitUntil('the restart', () => events('service_restarted').length > restarts);
      expect(events('service_failed').at(-1)).toMatchObject({
        service: 'gateway',
        error: 'Error: escaped',
        stack: expect.stringContaining('stand-in.mjs'),
      });
      expect(events('service_restarted').every(({ service }) => service === 'gateway')).toBe(true);
      expect((await fetch(gateway[0])).status).toBe(gateway[1]);
      expect(child.exitCode).toBeNull();
    });
  },
);

describe('an error of one service', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startCommand();
  });
  afterAll(async () => started[Symbol.asyncDispose]());

  it.each(['api', 's3', 'key-vault', 'bastion'] as const)(
    'restarts it where it was, and the others keep answering meanwhile: %s',
    async (name) => {
      const { events, provoke } = started;
      const restartsOf = () => events('service_restarted').filter(({ service }) => service === name).length;
      const others = Object.entries(answersOf(started)).filter(([other]) => other !== name);
      await provoke(`service?name=${name}`);
      let asked = 0;
      await waitUntil('the restart', async () => {
        const answers = await Promise.all(others.map(([, [url]]) => fetch(url)));
        expect(answers.map(({ status }) => status)).toEqual(others.map(([, [, status]]) => status));
        asked += 1;
        return restartsOf() === 1;
      });
      expect(asked).toBeGreaterThan(0);
      expect(events('service_restarted').at(-1)).toMatchObject({ service: name });
      const url = new URL(
        name === 'bastion'
          ? `http://127.0.0.1:${started.endpoints.bastion.port}`
          : started.endpoints[name].url,
      );
      const asking = spawn('curl', ['-sk', '--http0.9', '-o', '/dev/null', '-m', '5', url.href]);
      // 7: nobody listens there.
      expect((await once(asking, 'exit'))[0]).not.toBe(7);
    },
  );

  it('that has no frame of this project is logged, and changes nothing', async () => {
    const { events, provoke, child } = started;
    const restarts = events('service_restarted').length;
    await provoke('nobody');
    await waitUntil('the line in the log', () => events('uncaught_error').length === 1);
    expect(events('uncaught_error')[0]).toMatchObject({ error: 'URIError: URI malformed' });
    expect((await fetch(answersOf(started).api[0])).status).toBe(200);
    expect(events('service_restarted').length).toBe(restarts);
    expect(child.exitCode).toBeNull();
  });

  it("that is the playground's own stops everything in order, with exit code 1", async () => {
    const { events, provoke, child } = started;
    const exit = once(child, 'exit');
    await provoke('own');
    expect(await exit).toEqual([1, null]);
    expect(events('uncaught_error').at(-1)).toMatchObject({ error: expect.stringContaining('TypeError') });
    expect(events('stopped')).toHaveLength(1);
    await expect(fetch(answersOf(started).api[0])).rejects.toBeDefined();
  });
});
