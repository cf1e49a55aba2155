import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type HttpListener, listen } from '../../../core/http-listener.ts';
import { maskingLogger } from '../../../core/masking-logger.ts';
import { startApi } from '../../support/start-api.ts';

const logged: (readonly [event: string, fields: Record<string, unknown>])[] = [];
const opened: HttpListener[] = [];
afterEach(async () => {
  logged.length = 0;
  await Promise.all(opened.splice(0).map((listener) => listener.close()));
});

async function open(handler: RequestListener): Promise<HttpListener> {
  const listener = await listen('test', handler, {
    host: '127.0.0.1',
    port: 0,
    logger: maskingLogger((event, fields) => void logged.push([event, fields])),
  });
  opened.push(listener);
  return listener;
}

const FAILS: readonly (readonly [how: string, handler: RequestListener])[] = [
  [
    'throws',
    () => {
      throw new Error('escaped');
    },
  ],
  ['rejects', (() => Promise.reject(new Error('escaped'))) as unknown as RequestListener],
  [
    'rejects later',
    (async () => {
      await null;
      throw new Error('escaped');
    }) as unknown as RequestListener,
  ],
  [
    'throws with fields set',
    (_request, response) => {
      response.setHeader('Content-Length', '1000');
      response.setHeader('Set-Cookie', 'a=b');
      throw new Error('escaped');
    },
  ],
];

describe.each(FAILS)('a handler that %s', (_how, fails) => {
  const handler: RequestListener = (request, response) =>
    request.url === '/good' ? void response.end('hello') : fails(request, response);

  it('is answered with 500, without a word of it, and logged with its request', async () => {
    const { url } = await open(handler);
    const answer = await fetch(`${url}/bad?access_token=abc`, { method: 'POST', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([500, 'Internal server error\n']);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(logged).toEqual([
      [
        'request_failed',
        {
          service: 'test',
          method: 'POST',
          url: '/bad?access_token=***',
          error: 'Error: escaped',
          stack: expect.stringContaining('safely.test.ts'),
        },
      ],
    ]);
    expect(await (await fetch(`${url}/good`)).text()).toBe('hello');
  });

  it('says nothing to HEAD', async () => {
    const { url } = await open(handler);
    const answer = await fetch(`${url}/bad`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });
});

it('an answer that has begun is cut off when its handler fails, so that it does not look whole', async () => {
  const { url } = await open((_request, response) => {
    response.writeHead(200, { 'Content-Length': '1000' }).write('half');
    throw new Error('escaped');
  });
  await expect(fetch(url).then((answer) => answer.text())).rejects.toBeDefined();
  expect(logged.map(([event]) => event)).toEqual(['request_failed']);
});

it('a handler of the API that fails is answered with 500 and an id, under which the log has it', async () => {
  let isBroken = false;
  await using api = await startApi({
    clock: () => {
      if (isBroken) throw new Error('the clock has stopped');
      return Date.now();
    },
    logger: (event, fields) => logged.push([event, fields]),
  });
  isBroken = true;
  const answer = await fetch(`${api.url}/incremental/timestamp`);
  isBroken = false;
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('clock');
  expect(logged.map(([, fields]) => JSON.stringify(fields)).join('\n')).toContain('the clock has stopped');
  expect((await api.get('/pagination/offset')).status).toBe(200);
});
