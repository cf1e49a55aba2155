import { readFile } from 'node:fs/promises';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPlayground, type Playground } from 'connector-playground';
import { clientOf } from '../services/s3-minio/started-s3.ts';
import { createProxyClient, type ProxyClient } from '../support/proxy-client.ts';

/** The object store wants signatures of the present; what changes with time stands still during a test. */
const NOW = Date.now();
export const RECORDS = 300;
/** What stand-ins want of whoever asks. */
export const HEADERS = { 'User-Agent': 'test', Authorization: 'Bearer pat-any', 'X-Api-Key': 'any' };

/** A playground of one seed, as a client sees it. */
export interface World extends AsyncDisposable {
  readonly playground: Playground<'api' | 's3' | 'gateway'>;
  readonly proxy: ProxyClient;
  /** The bytes of every object by its key; the year and the number of an invoice say nothing of what is in it. */
  readonly objects: ReadonlyMap<string, Buffer>;
}

export async function startWorld(seed: number): Promise<World> {
  const playground = await createPlayground({
    services: ['api', 's3', 'gateway'],
    seed,
    records: RECORDS,
    s3Files: 2,
    clock: () => NOW,
  });
  const { url, caFile } = playground.endpoints.gateway;
  const proxy = createProxyClient(url, { ca: await readFile(caFile) });
  return {
    playground,
    proxy,
    objects: await objectsOf(playground),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await playground[Symbol.asyncDispose]();
    },
  };
}

async function objectsOf({ endpoints }: World['playground']): Promise<ReadonlyMap<string, Buffer>> {
  const client = clientOf(endpoints.s3);
  const { bucket: Bucket } = endpoints.s3;
  try {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    const bodies = Contents.map(async ({ Key = '' }): Promise<[string, Buffer]> => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return [Key.replace(/INV-\d{4}-/, ''), Buffer.from((await Body?.transformToByteArray()) ?? [])];
    });
    return new Map(await Promise.all(bodies));
  } finally {
    client.destroy();
  }
}
