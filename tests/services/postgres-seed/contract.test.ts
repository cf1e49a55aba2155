import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { rowsOf, temporaryFolder } from './with-postgres.ts';

let directory = '';

beforeAll(async () => {
  directory = await temporaryFolder();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describeServiceContract('postgres-seed', {
  create: () => embeddedPostgres({ port: 0, directory, rows: 500 }),
  read: (endpoints) => rowsOf(endpoints, 'SELECT * FROM sample_users ORDER BY id LIMIT 5'),
  change: async (endpoints) => {
    await rowsOf(endpoints, "UPDATE sample_users SET name = 'changed'");
  },
  connect: (endpoints) => rowsOf(endpoints, 'SELECT 1'),
});
