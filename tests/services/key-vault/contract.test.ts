import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { resetKeyVault } from '../../../services/key-vault/reset.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { keyVault } from '../../contract/subjects/key-vault.ts';
import { startKeyVault, type TestAuthority, testAuthority } from './start-key-vault.ts';

let trust: TestAuthority;

beforeAll(async () => {
  trust = await testAuthority();
});

afterAll(async () => trust[Symbol.asyncDispose]());

describeServiceContract('key-vault', {
  create: () => trust.create(),
  ...keyVault,
});

it('resets over the wire', async () => {
  await using vault = await startKeyVault();
  const before = await vault.call('GET', '/secrets');
  await vault.call('PUT', '/secrets/another', { value: 'one' });
  await vault.call('DELETE', '/secrets/postgresHost');
  await resetKeyVault(vault.endpoints);
  expect((await vault.call('GET', '/secrets')).body.value.map(({ id }: { id: string }) => id)).toEqual(
    before.body.value.map(({ id }: { id: string }) => id),
  );
  expect((await vault.call('GET', '/deletedsecrets')).body.value).toEqual([]);
});

it('resets under no public name', async () => {
  await using vault = await startKeyVault();
  for (const host of ['fixture-vault.vault.azure.net', 'login.microsoftonline.com']) {
    const { status } = await vault.send('POST', '/_playground/reset', { host });
    expect([host, status]).toEqual([host, 404]);
  }
});

it.each(['postgres_host', '', 'a'.repeat(128)])(
  'does not start with a secret that cannot be named: %j',
  async (name) => {
    const service = trust.create({ secrets: { [name]: 'value' } });
    await expect(service.start()).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(`'${name}'`),
    });
  },
);

it('names the port that another program has', async () => {
  await using vault = await startKeyVault();
  const port = Number(new URL(vault.endpoints.url).port);
  await expect(trust.create({ port }).start()).rejects.toMatchObject({
    code: 'ERR_PORT_TAKEN',
    message: expect.stringContaining(String(port)),
  });
});
