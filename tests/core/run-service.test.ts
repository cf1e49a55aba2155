import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const MAIN = path.join(DIST, 'services/api/main.js');
const exec = promisify(execFile);

/** A service that says how often it was started, with a fault that nobody catches. */
const FAULTY = `
import { listen } from '${DIST}/core/http-listener.js';
import { runService } from '${DIST}/core/run-service.js';
import { serviceOf } from '${DIST}/core/service-of.js';
let starts = 0;
let port = 0;
const open = async () => {
  starts += 1;
  const listener = await listen('faulty', (request, response) => {
    if (request.url === '/fault') request.socket.once('close', () => { throw new Error('escaped'); });
    response.setHeader('Connection', 'close').end(String(starts));
  }, { host: '127.0.0.1', port });
  port = listener.port;
  return { endpoints: { url: listener.url }, close: () => listener.close() };
};
await runService(() => serviceOf('faulty', open));
`;

describe('a service as a process of its own', () => {
  it.each([
    [
      { PLAYGROUND_RECORDS: 'many' },
      /^\{"failed":"PLAYGROUND_RECORDS must be a whole number, but is 'many'\."\}\n$/,
    ],
    [
      { PLAYGROUND_RECORDS: '-1' },
      /^\{"failed":"records must be a whole number from 0 to 1000000000000, but is -1"\}\n$/,
    ],
    [{ PLAYGROUND_API_PORT: '70000' }, /^\{"failed":"[^"]*70000/],
  ])('says in one line of JSON what is wrong with %j', async (env, line) => {
    const run = exec(process.execPath, [MAIN], { env: { ...process.env, ...env } });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(line) });
  });

  it('is restarted in the same process, on its port, by an error that nobody caught', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', FAULTY]);
    let output = '';
    let log = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    try {
      await waitUntil('the service', () => output.includes('\n'));
      const { url } = (JSON.parse(output) as { endpoints: { url: string } }).endpoints;
      expect(await (await fetch(url)).text()).toBe('1');
      await fetch(`${url}/fault`);
      await waitUntil('the restart', () => log.includes('"event":"service_restarted"'));
      expect(log).toContain('"event":"service_failed","service":"faulty","error":"Error: escaped"');
      expect(await (await fetch(url)).text()).toBe('2');
      expect(child.exitCode).toBeNull();
    } finally {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
    }
  });

  it.each([
    ['of its own', 'throw blame(new Error("escaped"), "api")', 'service_failed', true],
    ['of the core', 'setTimeout(maskSecrets, 1, ["token"])', 'service_failed', true],
    ["that is nobody's", 'throw new Error("escaped")', 'uncaught_error', false],
  ])(
    'after an error %s is where clients were told, although any port was asked for',
    async (_whose, fault, event, isRestarted) => {
      await using directory = await temporaryDirectory();
      const faulty = path.join(directory.path, 'faulty.mjs');
      const core = (file: string): string =>
        pathToFileURL(path.resolve(import.meta.dirname, '../../dist/core', file)).href;
      await writeFile(
        faulty,
        `import { blame } from '${core('supervision/blame.js')}';
       import { maskSecrets } from '${core('mask-secrets.js')}';
       process.on('SIGUSR2', () => setImmediate(() => { ${fault}; }));`,
      );
      const child = spawn(process.execPath, ['--import', pathToFileURL(faulty).href, MAIN], {
        env: { ...process.env, PLAYGROUND_API_PORT: '0' },
      });
      const said = { out: '', err: '' };
      child.stdout.on('data', (text) => {
        said.out += text;
      });
      child.stderr.on('data', (text) => {
        said.err += text;
      });
      try {
        await waitUntil('the service', () => said.out.includes('"ready":true'), { timeoutMs: 25_000 });
        const { endpoints } = JSON.parse(said.out);
        child.kill('SIGUSR2');
        await waitUntil('the error', () => said.err.includes(`"event":"${event}"`));
        if (isRestarted)
          await waitUntil('the restart', () => said.err.includes('"event":"service_restarted"'));
        expect((await fetch(`${endpoints.url}/_playground/health`)).status).toBe(200);
        expect(said.err.includes('service_restarted')).toBe(isRestarted);
        expect(child.exitCode).toBeNull();
      } finally {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        expect(await exit).toEqual([0, null]);
      }
    },
  );
});
