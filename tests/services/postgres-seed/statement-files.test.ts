import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { startNotedPostgres } from './noted-postgres.ts';
import { connected } from './with-postgres.ts';

describe('the files of the log', () => {
  it('go when they have been read, however much clients say', async () => {
    await using server = await startNotedPostgres();
    const log = join(server.directory, 'cluster/log');
    await connected(server.endpoints, async (client) => {
      for (let times = 0; times < 30; times += 1) {
        await client.query(`SELECT ${times} AS times, length('${'x'.repeat(1_000_000)}')`);
      }
    });
    await server.service.settle();
    const left = await waitUntil('the files to go', async () => {
      await server.service.settle();
      const files = (await readdir(log)).filter((file) => file.endsWith('.json'));
      return files.length === 1 && files;
    });
    expect((await stat(join(log, left[0] as string))).size).toBeLessThan(20_000_000);
    const targets = server.journal.entries({ route: 'SELECT' }).map(({ target }) => target?.slice(0, 10));
    expect(targets).toEqual(Array.from({ length: 30 }, (_, times) => `SELECT ${times} AS`.slice(0, 10)));
  });

  it('are read to the end of a server that is killed, and on by the next', async () => {
    await using server = await startNotedPostgres();
    await connected(server.endpoints, (client) => client.query("SELECT 'before'"));
    process.kill(await server.pid(), 'SIGKILL');
    await waitUntil('the next', () =>
      connected(server.endpoints, (client) => client.query("SELECT 'after'")).catch(() => undefined),
    );
    await server.service.settle();
    const targets = server.journal.entries({ route: 'SELECT' }).map(({ target }) => target);
    expect(targets).toEqual(["SELECT 'before'", "SELECT 'after'"]);
  });

  it('are gone after a stop', async () => {
    await using server = await startNotedPostgres();
    await server.service.stop();
    expect(await readdir(join(server.directory, 'cluster'))).not.toContain('log');
  });
});
