import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { parseSettings } from '../../playground/options.ts';
import { connectThrough, createProxyClient } from '../support/proxy-client.ts';

let playground: Playground<'api' | 'gateway'>;
beforeAll(async () => {
  playground = await createPlayground({
    ...{ services: ['api', 'gateway'], records: 30, rateLimit: { capacity: 3 } },
  });
});
afterAll(() => playground?.stop());

/** Asks for a world over HTTP. */
async function order(
  asked: object,
): Promise<{ status: number; code: string | null; body: Record<string, unknown> }> {
  const answer = await fetch(`${playground.controlUrl}/_playground/worlds`, {
    method: 'POST',
    body: JSON.stringify(asked),
  });
  const code = answer.headers.get('X-Error-Code');
  return { status: answer.status, code, body: (await answer.json()) as Record<string, unknown> };
}

async function withWorld<Result>(asked: object, use: (services: Record<string, string>) => Promise<Result>) {
  const made = await order({ name: 'w1', ...asked });
  expect(made).toMatchObject({ status: 201 });
  try {
    return await use(made.body['services'] as Record<string, string>);
  } finally {
    await playground.worlds()[0]?.delete();
  }
}

describe('the rate limit of a world that is asked for over HTTP', () => {
  it.each([
    ['a number', { rate_limit: 2 }, '2'],
    ['true', { rate_limit: true }, '20'],
    ['nothing', {}, '3'],
    ['false', { rate_limit: false }, null],
    ['0', { rate_limit: 0 }, null],
  ])('is as %s says', async (_, asked, limit) => {
    const header = await withWorld(asked, async ({ api }) => {
      const { headers } = await fetch(`${api}/pagination/offset`);
      return headers.get('X-RateLimit-Limit');
    });
    expect(header).toBe(limit);
  });

  it('is counted for this world alone', async () => {
    const statuses = await withWorld({ rate_limit: 1 }, async ({ api }) => {
      const urls = [`${api}`, `${api}`, playground.endpoints.api.url];
      const found: number[] = [];
      for (const url of urls) found.push((await fetch(`${url}/pagination/offset`)).status);
      return found;
    });
    expect(statuses).toEqual([200, 429, 200]);
  });
});

describe('the hosts that a world lets through', () => {
  it('are those that it was asked for with, and none of another world', async () => {
    const server = createServer((_, response) => response.end('the real host'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const real = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = playground.endpoints.gateway;
    const ca = await readFile(own.caFile, 'utf8');
    try {
      await withWorld({ allowed_hosts: ['127.0.0.1'] }, async ({ gateway = '' }) => {
        for (const url of [gateway, own.url.replace('//', '//w1:x@')]) {
          await using proxied = createProxyClient(url, { ca });
          expect((await proxied.ask(`http://${real}/`)).text).toBe('the real host');
        }
        const refused = await connectThrough(own.url, real);
        expect(refused).toMatchObject({ status: 502, headers: { 'x-error-code': 'unknown_host' } });
        refused.socket.destroy();
      });
    } finally {
      server.close();
    }
  });
});

describe('what a world cannot be asked for over HTTP', () => {
  it.each<[object, RegExp]>([
    [{ rate_limit: -1 }, /rateLimit\.capacity must be a whole number from 1 to 1000000000, but is -1\./],
    [{ rate_limit: 2.5 }, /but is 2\.5\./],
    [{ rate_limit: '2' }, /'rate_limit' must be true, false or a number, but is "2"\./],
    [{ rate_limit: { capacity: 2 } }, /'rate_limit' must be true, false or a number/],
    [{ allowed_hosts: ['https://a.example/'] }, /'https:\/\/a\.example\/': that is not a host/],
    [{ allowed_hosts: [7] }, /'allowed_hosts' must be a text, but is 7\./],
    [{ stand_ins: ['hosts.js'] }, /no 'stand_ins'\..* code.*playground up --stand-ins FILE/],
    [{ sources: [] }, /no 'sources'.*playground up --source FILE/],
    [{ declared: [] }, /no 'declared'.*createPlayground/],
    [{ replays: ['a.har'] }, /no 'replays'.*playground up --replay FILE\.har/],
    [{ replay_ignore: ['since'] }, /no 'replay_ignore'.*playground up --replay-ignore/],
    [{ faults: [] }, /no 'faults'.*\/_playground\/faults/],
    [{ ports: { api: 1 } }, /no 'ports'.*any free ones/],
    [{ control_port: 1 }, /no 'control_port'.*any free ones/],
    [{ constructor: 5 }, /There is no 'constructor'\./],
    [{ presett: 'living' }, /There is no 'presett'\. There are name, services, .*rate_limit, allowed_hosts/],
  ])('%j is refused with the way out', async (asked, message) => {
    expect(await order({ name: 'w2', ...asked })).toEqual({
      status: 400,
      code: 'bad_world_order',
      body: { error: expect.stringMatching(message) },
    });
    expect(playground.worlds()).toEqual([]);
  });
});

describe('a playground', () => {
  it.each([0, -1, 0.5, Number.NaN, 1e9 + 1])('refuses a rate limit of %p', (capacity) => {
    expect(() => parseSettings({ rateLimit: { capacity } })).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: `rateLimit.capacity must be a whole number from 1 to 1000000000, but is ${capacity}.`,
      }),
    );
  });
});
