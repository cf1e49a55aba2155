import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { keyVaultOptionsFromEnv } from '../../../services/key-vault/options.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function withFiles<Result>(use: (env: NodeJS.ProcessEnv) => Result): Promise<Result> {
  await using directory = await temporaryDirectory();
  const file = path.join(directory.path, 'server.pem');
  await writeFile(file, 'PEM');
  return use({
    PLAYGROUND_KEY_VAULT_KEY_FILE: file,
    PLAYGROUND_KEY_VAULT_CERT_FILE: file,
    PLAYGROUND_KEY_VAULT_CA_FILE: '/ca.crt',
  });
}

it('reads all from the environment', async () => {
  const options = await withFiles((files) =>
    keyVaultOptionsFromEnv({
      ...files,
      PLAYGROUND_KEY_VAULT_HOST: '0.0.0.0',
      PLAYGROUND_KEY_VAULT_PORT: '443',
      PLAYGROUND_KEY_VAULT_CLIENT_SECRET: 'other',
      PLAYGROUND_KEY_VAULT_SECRETS: '{"postgresHost":"db"}',
    }),
  );
  expect(options).toMatchObject({
    host: '0.0.0.0',
    port: 443,
    tls: { key: 'PEM', cert: 'PEM' },
    caFile: '/ca.crt',
    clientSecret: 'other',
    vaultName: 'fixture-vault',
    secrets: { postgresHost: 'db' },
  });
});

it.each([
  [{ PLAYGROUND_KEY_VAULT_PORT: 'https' }, 'PLAYGROUND_KEY_VAULT_PORT'],
  [{ PLAYGROUND_KEY_VAULT_KEY_FILE: '' }, 'PLAYGROUND_KEY_VAULT_KEY_FILE'],
  [{ PLAYGROUND_KEY_VAULT_CERT_FILE: '/not/there' }, 'PLAYGROUND_KEY_VAULT_CERT_FILE'],
  [{ PLAYGROUND_KEY_VAULT_SECRETS: 'name=value' }, 'PLAYGROUND_KEY_VAULT_SECRETS'],
  [{ PLAYGROUND_KEY_VAULT_SECRETS: '["value"]' }, 'PLAYGROUND_KEY_VAULT_SECRETS'],
  [{ PLAYGROUND_KEY_VAULT_SECRETS: '{"port":5432}' }, 'PLAYGROUND_KEY_VAULT_SECRETS'],
])('complains of %j', async (env, variable) => {
  await withFiles((files) => {
    expect(() => keyVaultOptionsFromEnv({ ...files, ...env })).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: expect.stringMatching(new RegExp(`^${variable} `)),
      }),
    );
  });
});
