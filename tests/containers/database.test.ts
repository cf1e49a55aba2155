import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type Authority,
  containerService,
  openAuthority,
  PostgresContainer,
  type StartedPostgresContainer,
} from 'connector-playground/testcontainers';
import type { Service } from '../../core/service.ts';
import { Undo } from '../../core/undo.ts';
import { embeddedPostgres } from '../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../services/postgres-seed/endpoints.ts';
import { describeServiceContract } from '../contract/service-contract.ts';
import { postgres } from '../contract/subjects/postgres.ts';
import { connected, rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { databaseQuestions } from './questions/database.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const IMAGE = imageOf('postgres');

describeServiceContract('postgres in a container', {
  create: () =>
    containerService('postgres', () => new PostgresContainer(IMAGE).withPostgresRows(500).start()),
  ...postgres,
});

const undo = new Undo();
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let authority: Authority;
let embedded: Service<PostgresEndpoints>;
let endpoints: PostgresEndpoints;
let container: StartedPostgresContainer;

beforeAll(async () => {
  directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  authority = await openAuthority(`${directory.path}/authority`);
  const tls = { ...authority.issue(['localhost', '127.0.0.1']), ca: authority.caCertificate };
  embedded = embeddedPostgres({ port: 0, directory: directory.path, tls });
  undo.defer(() => embedded.stop());
  endpoints = await embedded.start();
  container = await new PostgresContainer(IMAGE).withAuthority(authority).start();
  undo.defer(async () => void (await container.stop()));
});

afterAll(() => undo.run());

describeSameAnswers('postgres', databaseQuestions, () => [endpoints, container.endpoints]);

it('has as many rows as the public examples expect', async () => {
  const counts = ['users', 'people', 'sample_users', 'tickit.event'].map((table) =>
    rowsOf(container.endpoints, `SELECT count(*)::int AS rows FROM ${table}`),
  );
  expect((await Promise.all(counts)).flat()).toEqual([200, 20_000, 2_500, 25_000].map((rows) => ({ rows })));
});

it('speaks TLS that its authority vouches for', async () => {
  const { ca, owner, sslmode } = container.endpoints;
  const isEncrypted = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
  const { rows } = await connected(container.endpoints, (client) => client.query(isEncrypted), owner, {
    ca: ca ?? '',
  });
  expect([sslmode, ca, rows]).toEqual(['require', authority.caCertificate, [{ ssl: true }]]);
});

it('keeps what was written over a restart, at the address it then has', async () => {
  await rowsOf(container.endpoints, 'CREATE TABLE kept AS SELECT 1 AS one');
  await container.restart();
  expect(await rowsOf(container.endpoints, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  await container.reset();
  await expect(rowsOf(container.endpoints, 'SELECT one FROM kept')).rejects.toMatchObject({ code: '42P01' });
});
