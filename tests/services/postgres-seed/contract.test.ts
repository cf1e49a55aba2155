import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { postgres } from '../../contract/subjects/postgres.ts';
import { temporaryFolder } from './with-postgres.ts';

let directory = '';

beforeAll(async () => {
  directory = await temporaryFolder();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describeServiceContract('postgres', {
  create: () => embeddedPostgres({ port: 0, directory, rows: 500 }),
  ...postgres,
});
