import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
} from 'connector-playground/testcontainers';
import { getContainerRuntimeClient } from 'testcontainers';
import { waitUntil } from '../../../core/wait-until.ts';
import { rowsOf } from '../../services/postgres-seed/with-postgres.ts';
import { checksumsOf } from '../questions/database.ts';
import { listingOf } from '../questions/s3.ts';
import { freePorts } from '../support/free-ports.ts';
import { IMAGE } from '../support/images.ts';
import { loadOf } from './load.ts';

const PATIENT = { timeoutMs: 60_000 };

let playground: StartedConnectorPlaygroundContainer<'api' | 'postgres' | 's3'>;

beforeAll(async () => {
  // Ports of its own choice: those that the engine gives are others after a restart.
  const [api = 0, database = 0, store = 0] = await freePorts(3);
  playground = await new ConnectorPlaygroundContainer(IMAGE)
    .withServices('api', 'postgres', 's3')
    .withExposedPorts(
      { container: 5001, host: api },
      { container: 5432, host: database },
      { container: 9000, host: store },
    )
    .start();
});

afterAll(async () => {
  await playground.stop();
});

it('killed and started again, loses nothing, and serves the clients that waited', async () => {
  const { postgres: database, s3: store, api } = playground.endpoints;
  await rowsOf(database, 'CREATE TABLE kept AS SELECT 1 AS one');
  const state = async () => [await checksumsOf(database), await listingOf(store)];
  const before = await state();
  const loads = [
    loadOf(() => fetch(`${api.url}/pagination/keyset`).then((response) => response.json())),
    loadOf(() => rowsOf(database, 'SELECT count(*) FROM users')),
    loadOf(() => listingOf(store)),
  ];
  await waitUntil('first answers', () => loads.every(({ answers }) => answers > 0), PATIENT);

  const { container } = await getContainerRuntimeClient();
  const inEngine = container.getById(playground.getId());
  await inEngine.kill({ signal: 'SIGKILL' });
  await waitUntil('errors', () => loads.every(({ errors }) => errors.length > 0), PATIENT);
  const answered = loads.map(({ answers }) => answers);
  await inEngine.start();
  await waitUntil(
    'answers again',
    () => loads.every(({ answers }, index) => answers > (answered[index] as number) + 5),
    PATIENT,
  );
  await Promise.all(loads.map((load) => load.stop()));
  expect(await state()).toEqual(before);
});
