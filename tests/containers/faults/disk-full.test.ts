import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConnectorPlaygroundContainer } from 'connector-playground/testcontainers';
import { connected } from '../../services/postgres-seed/with-postgres.ts';
import { clientOf } from '../../services/s3-minio/started-s3.ts';
import { databaseQuestions } from '../questions/database.ts';
import { s3Questions } from '../questions/s3.ts';
import { IMAGE } from '../support/images.ts';

const start = () =>
  new ConnectorPlaygroundContainer(IMAGE)
    .withServices('postgres', 's3')
    // All that the playground writes, and no more than this.
    .withTmpFs({ '/home/node/.playground': 'rw,size=400m,uid=1000,gid=1000,mode=755' })
    .start();

let playground: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  playground = await start();
});
afterAll(async () => {
  await playground?.[Symbol.asyncDispose]();
});

/** What every question of the database and the object store is answered. */
async function seeded(): Promise<unknown> {
  const answers: unknown[] = [];
  const { postgres: database, s3: store } = playground.endpoints;
  for (const [what, ask] of databaseQuestions) answers.push([what, await ask(database)]);
  for (const [what, ask] of s3Questions) answers.push([what, await ask(store)]);
  return answers;
}

const PART = Buffer.alloc(64 * 1024 * 1024, 'x');
/** More parts than the disk has room for. */
const PARTS = 10;

it('tells writers that the disk is full, goes on for readers, and takes writes again when there is room', async () => {
  const before = await seeded();
  const { postgres: database, s3: store } = playground.endpoints;
  const s3 = clientOf(store);
  try {
    const put = (part: number) =>
      s3.send(new PutObjectCommand({ Bucket: store.bucket, Key: `large/${part}`, Body: PART }));
    const stored: number[] = [];
    const refused = await (async () => {
      for (let part = 0; part < PARTS; part += 1) {
        await put(part);
        stored.push(part);
      }
    })().catch((error) => error);
    expect([refused.name, refused.$metadata?.httpStatusCode]).toEqual(['XMinioStorageFull', 507]);

    const fill = 'CREATE TABLE large AS SELECT md5(n::text) FROM generate_series(1, 10000000) n';
    await expect(connected(database, (client) => client.query(fill))).rejects.toMatchObject({
      code: '53100',
    });

    for (const part of stored) {
      await s3.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: `large/${part}` }));
    }
    expect(await seeded()).toEqual(before);
    await put(0);
    await s3.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: 'large/0' }));
    const { rowCount } = await connected(database, (client) =>
      client.query('CREATE TABLE small AS SELECT 1 AS one'),
    );
    expect(rowCount).toBe(1);
  } finally {
    s3.destroy();
  }
});
