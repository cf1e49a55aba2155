import { once } from 'node:events';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '../../core/control/journal.ts';
import { type StartedApi, startApi } from '../support/start-api.ts';
import { flood } from './growth/flood.ts';
import { eachName } from './growth/growth.ts';

let api: StartedApi;

beforeAll(async () => {
  api = await startApi({ rateLimit: { capacity: 1_000_000, refillPerSecond: 1_000_000 } });
});

afterAll(async () => {
  expect((await api.get('/pagination/offset')).status).toBe(200);
  await api.stop();
});

async function raw(request: string): Promise<string> {
  const socket = net.connect(Number(new URL(api.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end(request);
  return text(socket);
}

const NEXT = '/pagination/next_page_url';

describe('links are made of well-formed hosts only', () => {
  it.each([
    ['X-Forwarded-Proto: javascript'],
    ['X-Forwarded-Proto: data'],
    ['X-Forwarded-Proto: https://evil.example/?'],
    ['X-Forwarded-Proto: http:'],
    ['X-Forwarded-Host: evil.example/path'],
    ['X-Forwarded-Host: evil.example?x'],
    ['X-Forwarded-Host: evil.example#x'],
    ['X-Forwarded-Host: user@evil.example'],
    ['X-Forwarded-Host: evil.example\\'],
    ['X-Forwarded-Host: "><script>'],
    ['X-Forwarded-Host: a b'],
    ['X-Forwarded-Host: [::1'],
    ['X-Forwarded-Host: a:999999'],
    ['X-Forwarded-Port: 80@evil.example'],
    ['X-Forwarded-Port: -1'],
    ['X-Forwarded-Port: 99999'],
    ['X-Forwarded-Prefix: //evil.example'],
    ['X-Forwarded-Prefix: /../..'],
    ['X-Forwarded-Prefix: /a?x='],
    ['X-Forwarded-Prefix: evil'],
    ['X-Forwarded-Prefix: /"onclick='],
  ])('%s', async (header) => {
    for (const path of [NEXT, '/auth/oauth2/.well-known/openid-configuration']) {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\nHost: a.example\r\n${header}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('X-Error-Code: bad_host');
    }
  });

  it.each(['HTTPS', 'http', 'https, http'])('X-Forwarded-Proto: %s is taken', async (proto) => {
    const answer = await api.get(NEXT, { headers: { 'X-Forwarded-Proto': proto } });
    expect(answer.json<{ next_page_url: string }>().next_page_url).toMatch(/^https?:\/\/127/);
  });
});

const ORIGIN = 'https://app.example';
const PREFLIGHT = { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET' };

describe('a page of another origin', () => {
  it.each([
    '/pagination/offset',
    '/auth/http_basic',
    '/auth/oauth2/token',
    '/auth/oauth2/data',
    '/auth/oauth2/revoke',
    '/auth/oauth2/jwks',
    '/auth/oauth2/.well-known/openid-configuration',
    '/no/such/path',
  ])('may ask %s', async (path) => {
    const asked = { ...PREFLIGHT, 'Access-Control-Request-Headers': 'authorization,content-type' };
    const preflight = await fetch(`${api.url}${path}`, { method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-allow-methods': 'GET, HEAD, POST',
    });
    expect(preflight.headers.get('x-ratelimit-remaining')).toBeNull();
    const answer = await fetch(`${api.url}${path}`, { headers: { Origin: ORIGIN } });
    await answer.text();
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each([
    '/auth/oauth2/authorize',
    '/auth/oauth2/authorize/',
    '/docs',
    '/docs/swagger-ui.css',
    '/_playground/journal',
  ])('may not ask %s', async (path) => {
    for (const [method, headers] of [
      ['OPTIONS', PREFLIGHT],
      ['GET', { Origin: ORIGIN }],
    ] as const) {
      const answer = await fetch(`${api.url}${path}`, { method, headers, redirect: 'manual' });
      await answer.text();
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each(['x\ty', 'x;y', '"', 'a'.repeat(3000)])('gets no header back that is none: %j', async (asked) => {
    const headers = { ...PREFLIGHT, 'Access-Control-Request-Headers': asked };
    const answer = await fetch(`${api.url}/pagination/offset`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-headers')).toBeNull();
  });
});

describe('what clients make grow has a bound', () => {
  it('in the journal, by number and by length', () => {
    const journal = new Journal();
    const url = `/${'x'.repeat(15_000)}`;
    const noted = { service: 'api', operation: 'GET' };
    for (let number = 0; number < 20_000; number += 1)
      journal.begin(0, { ...noted, target: `${url}${number}` });
    expect([journal.count(), journal.entries().length]).toEqual([20_000, 10_000]);
    expect(journal.entries({ limit: 1 })[0]?.target).toBe(`${url.slice(0, 2048)}…`);
  });

  it('in the metrics, which know routes and no paths', async () => {
    const before = (await api.get('/_playground/metrics')).text.split('\n').length;
    const statuses = await flood(
      api.url,
      eachName((name) => `GET /no/${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 2_000),
    );
    expect(statuses).toEqual({ 404: 2_000 });
    const { text: metrics } = await api.get('/_playground/metrics');
    expect(metrics.split('\n').length - before).toBeLessThan(30);
    expect(metrics).not.toContain('/no/');
    expect(new Journal().metrics('api')).not.toContain('route=');
  }, 120_000);
});
