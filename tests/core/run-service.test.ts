import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';

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
    [{ API_PORT: '70000' }, /^\{"failed":"[^"]*70000/],
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
});
