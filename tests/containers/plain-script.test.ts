import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { IMAGE, imageOf } from './support/images.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const RUNS = 6;

/** Under Jest something always keeps the process alive, so that only a process of its own tells. */
const outputOf = async (container: string): Promise<string> => {
  const script = `
    import * as containers from 'connector-playground/testcontainers';
    const started = await new containers.${container}.start();
    console.log(Object.keys(started.endpoints).length > 0 ? 'started' : 'nothing');
    await started.stop();
    console.log('ended');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: REPOSITORY,
  });
  return stdout;
};

// Those that announce their endpoints in their log, where a start that waited for it ended one script in four.
it.each([
  ['ApiContainer', `ApiContainer('${imageOf('api')}')`, RUNS],
  ['KeyVaultContainer', `KeyVaultContainer('${imageOf('key-vault')}')`, RUNS],
  ['GatewayContainer', `GatewayContainer('${imageOf('gateway')}')`, RUNS],
  [
    'RedshiftContainer',
    `RedshiftContainer('${imageOf('redshift')}').withDatabase({ host: 'postgres', port: 5432, database: 'd', user: 'u', password: 'p' })`,
    RUNS,
  ],
  ['BastionContainer', `BastionContainer('${imageOf('bastion')}').withTargets('postgres:5432')`, 2],
  ['S3Container', `S3Container('${imageOf('s3')}')`, 1],
  ['PostgresContainer', `PostgresContainer('${imageOf('postgres')}').withPostgresRows(10)`, 1],
  ['ConnectorPlaygroundContainer', `ConnectorPlaygroundContainer('${IMAGE}').withServices('api')`, 2],
] as const)('a plain script that starts %s goes on to its end', async (_name, container, runs) => {
  const outputs = await Promise.all(Array.from({ length: runs }, () => outputOf(container)));
  expect(outputs).toEqual(Array.from({ length: runs }, () => 'started\nended\n'));
});
