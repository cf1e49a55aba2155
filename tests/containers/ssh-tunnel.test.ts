import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import {
  ApiContainer,
  BastionContainer,
  containerService,
  PostgresContainer,
  RedshiftContainer,
  type StartedApiContainer,
  type StartedBastionContainer,
  type StartedPostgresContainer,
  type StartedRedshiftContainer,
} from 'connector-playground/testcontainers';
import { Network, type StartedNetwork } from 'testcontainers';
import { Undo } from '../../core/undo.ts';
import { describeServiceContract } from '../contract/service-contract.ts';
import { redshift as redshiftBehaviour } from '../contract/subjects/redshift.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { bastionQuestions } from './questions/bastion.ts';
import { redshiftQuestions } from './questions/redshift.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const TARGETS = [
  '127.0.0.1:5005=api:5001',
  'localhost:5001=api:5001',
  'api:5001',
  'db.private.internal:5432',
];

const undo = new Undo();
let embedded: Playground<'api' | 'postgres' | 'bastion' | 'redshift'>;
let network: StartedNetwork;
let api: StartedApiContainer;
let postgres: StartedPostgresContainer;
let bastion: StartedBastionContainer;
let redshift: StartedRedshiftContainer;

const newBastion = () =>
  new BastionContainer(imageOf('bastion'))
    .withNetwork(network)
    .withTargets(...TARGETS)
    .start();

const newRedshift = () => {
  const { database, owner } = postgres.endpoints;
  return new RedshiftContainer(imageOf('redshift'))
    .withNetwork(network)
    .withDatabase({ host: 'postgres', port: 5432, database, ...owner })
    .start();
};

beforeAll(async () => {
  embedded = await createPlayground({ services: ['api', 'postgres', 'bastion', 'redshift'] });
  undo.defer(() => embedded.stop());
  network = await new Network().start();
  undo.defer(async () => void (await network.stop()));
  api = await new ApiContainer(imageOf('api')).withNetwork(network).withNetworkAliases('api').start();
  undo.defer(async () => void (await api.stop()));
  postgres = await new PostgresContainer(imageOf('postgres'))
    .withNetwork(network)
    .withNetworkAliases('postgres', 'db.private.internal')
    .start();
  undo.defer(async () => void (await postgres.stop()));
  bastion = await newBastion();
  undo.defer(async () => void (await bastion.stop()));
  redshift = await newRedshift();
  undo.defer(async () => void (await redshift.stop()));
});

afterAll(() => undo.run());

describeSameAnswers('bastion', bastionQuestions, () => [embedded.endpoints.bastion, bastion.endpoints]);
describeSameAnswers('redshift', redshiftQuestions, () => [embedded.endpoints.redshift, redshift.endpoints]);

describeServiceContract('bastion in a container', {
  create: () => containerService('bastion', newBastion),
  read: async ({ password, forwards, key: { user, passphrase } }) => ({
    password,
    forwards,
    user,
    passphrase,
  }),
  connect: async (endpoints) => {
    using _client = await logIn(endpoints);
  },
});

describeServiceContract('redshift in a container', {
  create: () => containerService('redshift', newRedshift),
  ...redshiftBehaviour,
});

it('leads to the database under its private name', async () => {
  using client = await logIn(bastion.endpoints);
  const near = createServer(async (socket) => {
    const tunnel = await client.openTunnel('db.private.internal', 5432);
    socket.pipe(tunnel).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(near, 'listening');
  const { port } = near.address() as AddressInfo;
  try {
    const through = { ...postgres.endpoints, host: '127.0.0.1', port };
    const rows = await rowsOf(through, 'SELECT count(*)::int AS users FROM sample_users');
    expect(rows).toEqual([{ users: 2_500 }]);
  } finally {
    near.close();
  }
});

it('says that a name cannot lead elsewhere', () => {
  expect(() => new BastionContainer('any').withTargets('db.example.com:5432=postgres:5432')).toThrow(
    'db.example.com:5432 cannot stand for another address',
  );
});
