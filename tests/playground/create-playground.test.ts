import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createPlayground, type PlaygroundOptions } from 'connector-playground';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
const getJson = async (url: string): Promise<any> => (await fetch(url)).json();

describe('createPlayground', () => {
  it('starts the API on a free port and stops it when the scope ends', async () => {
    let url: string;
    {
      await using playground = await createPlayground({ services: ['api'], records: 3 });
      url = playground.endpoints.api.url;
      expect(await getJson(`${url}/pagination/offset`)).toMatchObject({ total: 3 });
    }
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('runs many side by side', async () => {
    await using one = await createPlayground({ services: ['api'], records: 1 });
    await using other = await createPlayground({ services: ['api'], records: 2 });
    expect(await getJson(`${one.endpoints.api.url}/_playground/health`)).toMatchObject({ records: 1 });
    expect(await getJson(`${other.endpoints.api.url}/_playground/health`)).toMatchObject({ records: 2 });
  });

  it('resets what changed', async () => {
    await using playground = await createPlayground({ services: ['api'] });
    const { url } = playground.endpoints.api;
    await fetch(`${url}/export/csv`);
    expect(await getJson(`${url}/_playground/journal`)).toMatchObject({ total: 1 });
    await playground.reset('api');
    expect(await getJson(`${url}/_playground/journal`)).toMatchObject({ total: 0 });
  });

  it('gives new credentials when asked for random ones', async () => {
    await using fixed = await createPlayground({ services: ['api'] });
    await using random = await createPlayground({ services: ['api'], credentials: 'random' });
    expect(random.endpoints.api.credentials.apiKey).not.toBe(fixed.endpoints.api.credentials.apiKey);
  });

  it('takes an anchor as now, as a date and as text', async () => {
    const clock = () => Date.UTC(2030, 0, 1);
    for (const anchor of ['now', new Date('2030-01-01'), '2030-01-01T00:00:00Z']) {
      await using playground = await createPlayground({ services: ['api'], anchor, clock });
      const newest = await getJson(
        `${playground.endpoints.api.url}/pagination/offset?order_type=desc&limit=1`,
      );
      expect(newest.data[0].updatedAt).toMatch(/^2029-12-31T23:/);
    }
  });

  it.each<[string, PlaygroundOptions, string]>([
    [
      'a negative number of records',
      { records: -1 },
      'records must be a whole number from 0 to 1000000000000, but is -1.',
    ],
    ['a seed with a fraction', { seed: 1.5 }, 'seed must be a whole number'],
    ['an anchor that is no instant', { anchor: 'noon' }, "but is 'noon'"],
    [
      'a journal of nothing',
      { journalSize: 0 },
      'journalSize must be a whole number from 1 to 1000000, but is 0.',
    ],
    ['an unknown service', { services: ['queue' as 'api'] }, "There is no service 'queue'."],
  ])('refuses %s and names the value', async (_, options, message) => {
    await expect((async () => createPlayground(options))()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(message),
    });
  });

  it('leaves nothing behind when a port is taken', async () => {
    await using directory = await temporaryDirectory();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const state = path.join(directory.path, 'state');
    try {
      await expect(
        createPlayground({ services: ['api'], ports: { api: port }, directory: state }),
      ).rejects.toMatchObject({ code: 'ERR_PORT_TAKEN', message: expect.stringContaining(String(port)) });
      expect(existsSync(path.join(state, 'playground.pid'))).toBe(false);
    } finally {
      other.close();
    }
  });
});

describe('the folder of a playground', () => {
  it('holds the endpoints while it runs', async () => {
    await using directory = await temporaryDirectory();
    const file = path.join(directory.path, 'endpoints.json');
    const playground = await createPlayground({ services: ['api'], directory: directory.path });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(playground.endpoints);
    await playground.stop();
    expect(existsSync(file)).toBe(false);
  });

  it('belongs to one playground at a time', async () => {
    await using directory = await temporaryDirectory();
    await using _first = await createPlayground({ services: ['api'], directory: directory.path });
    await expect(createPlayground({ services: ['api'], directory: directory.path })).rejects.toMatchObject({
      code: 'ERR_ALREADY_STARTED',
      message: expect.stringContaining(`process ${process.pid}`),
    });
  });
});
