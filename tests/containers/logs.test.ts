import { describe, expect, it } from '@jest/globals';
import {
  ApiContainer,
  BastionContainer,
  ConnectorPlaygroundContainer,
  GatewayContainer,
  KeyVaultContainer,
  PostgresContainer,
  RedshiftContainer,
  S3Container,
} from 'connector-playground/testcontainers';
import { type GenericContainer, Wait } from 'testcontainers';
import { waitUntil } from '../../core/wait-until.ts';
import { IMAGE, imageOf } from './support/images.ts';

const database = { host: 'postgres', port: 5432, database: 'd', user: 'u', password: 'p' };
const classes = {
  all: () => new ConnectorPlaygroundContainer(IMAGE).withServices('api'),
  api: () => new ApiContainer(imageOf('api')),
  bastion: () => new BastionContainer(imageOf('bastion')).withTargets('postgres:5432'),
  gateway: () => new GatewayContainer(imageOf('gateway')),
  'key-vault': () => new KeyVaultContainer(imageOf('key-vault')),
  postgres: () => new PostgresContainer(imageOf('postgres')).withPostgresRows(10),
  redshift: () => new RedshiftContainer(imageOf('redshift')).withDatabase(database),
  // Without the image's --quiet, so that it says something.
  s3: () => new S3Container(imageOf('s3')).withCommand(['server', '--address', ':9000', '/data']),
} as const;

type Each = keyof typeof classes;

/** What a log consumer is told, of either stream. */
function told(container: GenericContainer): { text: string } {
  const log = { text: '' };
  container.withLogConsumer((stream) => {
    const add = (line: string | Buffer): void => {
      log.text += line;
    };
    stream.on('data', add).on('err', add);
  });
  return log;
}

describe('a log consumer', () => {
  it.each<[Each, RegExp]>([
    ['all', /"event":"ready"/],
    ['api', /"ready":true/],
    ['bastion', /Server listening on/],
    ['gateway', /"ready":true/],
    ['key-vault', /"ready":true/],
    ['postgres', /database system is ready to accept connections/],
    ['redshift', /"ready":true/],
    ['s3', /MinIO|API:/],
  ])('is told what the container of %s writes', async (name, line) => {
    const container = classes[name]();
    const log = told(container);
    await using started = await container.start();
    await waitUntil('the line', () => line.test(log.text));
    expect(started.getId()).not.toBe('');
  });
});

describe('a start that fails', () => {
  it.each<[Each, (container: GenericContainer) => GenericContainer, RegExp]>([
    ['all', (it) => it.withCommand(['--frob']), /unknown option '--frob'/],
    ['all', (it) => it.withEnvironment({ PLAYGROUND_SEED: 'many' }), /PLAYGROUND_SEED is 'many'/],
    ['api', (it) => it.withEnvironment({ PLAYGROUND_RECORDS: 'many' }), /PLAYGROUND_RECORDS must be a whole/],
    [
      'bastion',
      (it) => it.withEnvironment({ PLAYGROUND_BASTION_SECRETS: '/nowhere' }),
      /nowhere.*No such file/,
    ],
    ['gateway', (it) => it.withEnvironment({ PLAYGROUND_GATEWAY_HTTP_PORT: '80' }), /_HTTPS_PORT is missing/],
    [
      'key-vault',
      (it) => it.withEnvironment({ PLAYGROUND_KEY_VAULT_SECRETS: '7' }),
      /a JSON object of texts/,
    ],
    [
      'postgres',
      (it) => it.withEnvironment({ POSTGRES_INITDB_ARGS: '--frob' }),
      /unrecognized option '--frob'/,
    ],
    [
      'redshift',
      (it) => it.withEnvironment({ PLAYGROUND_REDSHIFT_PORT: 'x' }),
      /PLAYGROUND_REDSHIFT_PORT must/,
    ],
    ['s3', (it) => it.withCommand(['frob']), /‘frob’ is not a minio sub-command/],
  ])('tells the last words of the container of %s', async (name, spoil, words) => {
    await expect(spoil(classes[name]()).start()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(
        new RegExp(`did not become ready: .*Its last words:\n.*${words.source}`, 's'),
      ),
    });
  });

  it.each([
    ['an answer', Wait.forHttp('/', 5001, { abortOnContainerExit: true })],
    ['its health', Wait.forHealthCheck()],
    ['a line', Wait.forLogMessage('never')],
    ['two things', Wait.forAll([Wait.forHealthCheck(), Wait.forLogMessage('never')])],
  ])('does so when the caller waits for %s', async (_what, strategy) => {
    const container = classes
      .api()
      .withEnvironment({ PLAYGROUND_RECORDS: 'many' })
      .withWaitStrategy(strategy);
    await expect(container.start()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining("PLAYGROUND_RECORDS must be a whole number, but is 'many'"),
    });
  });
});
