import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { createPlayground, type WorldOptions } from 'connector-playground';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
const getJson = async (url: string): Promise<any> => (await fetch(url)).json();

const peopleOf = async ({ url }: { readonly url: string }, of = 'offset'): Promise<unknown[]> =>
  (await getJson(`${url}/pagination/${of}?limit=3`)).data;

describe('worlds of a playground', () => {
  it('have rows, a clock, a journal and credentials of their own', async () => {
    await using playground = await createPlayground({ services: ['api'], records: 30 });
    const { endpoints, clock, controlUrl } = playground;
    const world = await playground.world('w1', { seed: 7, preset: 'living', records: 40 });
    expect(world.name).toBe('w1');
    expect(await peopleOf(world.endpoints.api)).not.toEqual(await peopleOf(endpoints.api));
    expect(await getJson(`${world.endpoints.api.url}/pagination/offset`)).toMatchObject({
      total: world.truth.table('people').seenAt(world.clock.now().getTime()).size,
    });

    const before = clock.now().getTime();
    await world.clock.advance('5m');
    expect(world.clock.now()).toEqual(new Date('2026-01-01T00:05:00Z'));
    expect(clock.now().getTime() - before).toBeLessThan(60_000);
    expect(await getJson(`${world.controlUrl}/_playground/clock`)).toMatchObject({
      now: '2026-01-01T00:05:00.000Z',
      world: 'living',
    });

    await playground.reset();
    expect(await getJson(`${controlUrl}/_playground/journal`)).toMatchObject({ total: 0 });
    expect(await getJson(`${world.controlUrl}/_playground/journal`)).toMatchObject({ total: 2 });
    expect(world.clock.now()).toEqual(new Date('2026-01-01T00:05:00Z'));
    await world.reset();
    expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));

    const { apiKey } = world.endpoints.api.credentials;
    const statusWith = async (key: string): Promise<number> => {
      const headers = { Authorization: `apiKey ${key}` };
      return (await fetch(`${world.endpoints.api.url}/auth/api_key`, { headers })).status;
    };
    expect(apiKey).toMatch(/^sk_w1_/);
    expect(await statusWith(apiKey)).toBe(200);
    expect(await statusWith(endpoints.api.credentials.apiKey)).toBe(401);
  });

  it('have the settings of their playground unless they are asked for others', async () => {
    await using playground = await createPlayground({
      ...{ services: ['api'], records: 30, seed: 5, anchor: 'now', rateLimit: { capacity: 2 } },
    });
    await using same = await playground.world('same');
    expect(await peopleOf(same.endpoints.api)).toEqual(await peopleOf(playground.endpoints.api));
    await fetch(`${same.endpoints.api.url}/pagination/offset`);
    expect((await fetch(`${same.endpoints.api.url}/pagination/offset`)).status).toBe(429);
    expect((await fetch(`${playground.endpoints.api.url}/pagination/offset`)).status).toBe(200);
  });

  it('have objects in a bucket of their own', async () => {
    await using playground = await createPlayground({ services: ['s3'] });
    const { s3 } = (await playground.world('w1')).endpoints;
    expect(s3.bucket).toBe('w1-fixtures');
    const client = new S3Client({
      ...{ endpoint: s3.url, region: s3.region, credentials: s3, forcePathStyle: true },
    });
    const { KeyCount = 0, Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: s3.bucket }),
    );
    expect(KeyCount).toBeGreaterThan(5);
    const [{ Key } = {}] = Contents;
    const { ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key }));
    expect(ContentLength).toBeGreaterThan(0);
    client.destroy();
  });

  it.each<[string, string, WorldOptions, string]>([
    ['a name that is taken', 'w1', {}, "There is a world 'w1' already."],
    ['the name of the playground itself', 'default', {}, "'default' is the world of the playground itself."],
    ['a name of PostgreSQL', 'template1', {}, "The name 'template1' means something else to postgres."],
    ['an empty name', '', {}, 'The name of a world has 1 to 31 lower-case letters, digits and hyphens'],
    ['a name in upper case', 'W1', {}, "but is 'W1'"],
    ['a name that begins with a digit', '1w', {}, "but is '1w'"],
    ['a name of 32 characters', 'a'.repeat(32), {}, `but is '${'a'.repeat(32)}'`],
    ['a seed with a fraction', 'w2', { seed: 0.5 }, 'seed must be a whole number'],
    ['a world that there is not', 'w2', { preset: 'lively' }, 'lively'],
    ['a service that there is not', 'w2', { services: ['queue' as 'api'] }, "There is no service 'queue'."],
  ])('refuse %s', async (_, name, options, message) => {
    await using playground = await createPlayground({ services: ['api'] });
    await playground.world('w1');
    await expect(playground.world(name, options)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(message),
    });
    expect(playground.worlds().map((world) => world.name)).toEqual(['w1']);
  });

  it('leave nothing when they are deleted, and their name is free', async () => {
    await using directory = await temporaryDirectory();
    await using playground = await createPlayground({
      ...{ services: ['api', 's3', 'key-vault', 'gateway'], directory: directory.path },
    });
    const world = await playground.world('w1');
    const urls = [
      world.controlUrl,
      world.endpoints.api.url,
      world.endpoints.s3.url,
      world.endpoints.gateway.url,
    ];
    for (const url of urls) expect((await fetch(`${url}/_playground/health`)).status).toBe(200);
    await Promise.all([world.delete(), world.delete()]);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(await readdir(path.join(directory.path, 'worlds'))).toEqual([]);
    expect(playground.worlds()).toEqual([]);
    await using again = await playground.world('w1');
    expect((await fetch(`${again.controlUrl}/_playground/health`)).status).toBe(200);
  });

  it('are no more than 256', async () => {
    await using playground = await createPlayground({ services: ['api'] });
    const names = Array.from({ length: 256 }, (_, index) => `w${index}`);
    for (const name of names) await playground.world(name, { services: [] });
    await expect(playground.world('more')).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: 'There are 256 worlds already, and that is the most. Delete one first.',
    });
    await playground.worlds()[7]?.delete();
    await playground.world('more');
  });

  it('end with their playground, also those that are still being made', async () => {
    await using directory = await temporaryDirectory();
    const playground = await createPlayground({ services: ['api', 's3'], directory: directory.path });
    const world = await playground.world('w1');
    const making = playground.world('w2');
    const failed = expect(making).rejects.toMatchObject({
      code: 'ERR_NOT_STARTED',
      message: "The playground has stopped, so it has no world 'w2'.",
    });
    await playground.stop();
    await failed;
    await expect(fetch(world.controlUrl)).rejects.toThrow('fetch failed');
    await expect(playground.world('w3')).rejects.toMatchObject({ code: 'ERR_NOT_STARTED' });
    expect(await readdir(path.join(directory.path, 'worlds'))).toEqual([]);
  });
});
