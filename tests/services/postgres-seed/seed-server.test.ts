import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../fixtures/index.ts';
import { fixedCredentials } from '../../../services/postgres-seed/credentials.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import type { ServerToSeed } from '../../../services/postgres-seed/seed/server-to-seed.ts';
import { type PostgresSeed, seedServer } from '../../../services/postgres-seed/seed-server.ts';
import { rowsOf, startTemporaryPostgres, type TemporaryPostgres, temporaryFolder } from './with-postgres.ts';

let directory: string;
let postgres: TemporaryPostgres;
let server: ServerToSeed;

/** The embedded server will do as one that somebody else runs: what it holds was not put there by `seedServer`. */
beforeAll(async () => {
  directory = await temporaryFolder();
  postgres = await startTemporaryPostgres({ directory });
  const identity = JSON.parse(await readFile(join(directory, 'cluster', 'identity.json'), 'utf8'));
  const { host, port } = postgres.endpoints;
  server = { host, port, superuser: { user: 'postgres', password: identity.superuserPassword } };
});

afterAll(async () => {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

function seedOf(records: number): PostgresSeed {
  const dataset = createDataset({ records });
  return { dataset, rows: 10, credentials: fixedCredentials, onProgress: () => undefined };
}

const countOf = (table: string) => rowsOf(postgres.endpoints, `SELECT count(*)::int AS rows FROM ${table}`);

describe('seedServer', () => {
  it('fills the server, and again when the seed is another', async () => {
    await seedServer(server, seedOf(30));
    expect(await countOf('users')).toEqual([{ rows: 30 }]);
    await seedServer(server, seedOf(40));
    expect(await countOf('users')).toEqual([{ rows: 40 }]);
  });

  it('keeps what clients wrote when the seed is the same, and a reset brings the seed back', async () => {
    await seedServer(server, seedOf(40));
    await rowsOf(postgres.endpoints, 'DELETE FROM users WHERE id > 10');
    await seedServer(server, seedOf(40));
    expect(await countOf('users')).toEqual([{ rows: 10 }]);
    await resetPostgres(postgres.endpoints);
    expect(await countOf('users')).toEqual([{ rows: 40 }]);
  });

  it('begins again when it was interrupted', async () => {
    const interrupted = {
      ...seedOf(50),
      onProgress: () => {
        throw new Error('interrupted');
      },
    };
    await expect(seedServer(server, interrupted)).rejects.toThrow('interrupted');
    await seedServer(server, seedOf(50));
    expect(await countOf('users')).toEqual([{ rows: 50 }]);
  });
});
