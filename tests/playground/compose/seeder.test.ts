import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { seeder } from '../../../playground/compose/seeder.ts';
import { firstFreePort } from '../../../playground/port.ts';
import { embeddedS3 } from '../../../services/s3-minio/embedded.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('says that the seed is there only when both the store and the database have it', async () => {
  await using directory = await temporaryDirectory();
  const s3 = embeddedS3({ port: 0, directory: directory.path });
  // Accepts and says nothing, as a database does that is busy.
  const clients: Socket[] = [];
  const database = createServer((client) => clients.push(client.on('error', () => undefined)));
  database.listen(0, '127.0.0.1');
  await once(database, 'listening');
  try {
    const { url } = await s3.start();
    const port = await firstFreePort('127.0.0.1', 29_010);
    const events: unknown[] = [];
    const seeding = seeder(
      {
        PLAYGROUND_POSTGRES_HOST: '127.0.0.1',
        PLAYGROUND_POSTGRES_PORT: String((database.address() as AddressInfo).port),
        PLAYGROUND_S3_URL: url,
        PLAYGROUND_SEED_PORT: String(port),
      },
      (event, { service }) => events.push([event, service]),
    ).start();
    const outcome = seeding.catch(({ message }: Error) => message);
    await waitUntil('a seeded store', () => events.length > 0);
    expect(events).toEqual([['seeded', 's3']]);
    await expect(fetch(`http://127.0.0.1:${port}/_playground/health`)).rejects.toThrow('fetch failed');

    await waitUntil('a client of the database', () => clients.length > 0);
    for (const client of clients) client.destroy();
    expect(await outcome).toContain('terminated');
  } finally {
    database.close();
    await s3.stop();
  }
});
