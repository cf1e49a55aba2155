import type { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clientOf } from './azure-client.ts';
import { SECRETS, type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const SOON = { intervalInMs: 1 };
let vault: StartedKeyVault;
let client: SecretClient;

beforeAll(async () => {
  vault = await startKeyVault();
  client = clientOf(vault.endpoints);
});

afterAll(async () => vault[Symbol.asyncDispose]());

beforeEach(() => vault.service.reset());

async function namesOf(list: AsyncIterable<{ name: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

describe('the client of Azure', () => {
  it.each(Object.entries(SECRETS))('reads %s', async (name, value) => {
    const secret = await client.getSecret(name);
    expect(secret.value).toBe(value);
    expect(secret.properties).toMatchObject({
      enabled: true,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
      vaultUrl: vault.endpoints.url,
    });
  });

  it('writes a secret with all that belongs to it, and reads it back', async () => {
    const expiresOn = new Date('2030-01-01T00:00:00Z');
    const notBefore = new Date('2020-01-01T00:00:00Z');
    const tags = { team: 'data', größe: 'groß' };
    await client.setSecret('written', 'ключ \u0000 🔑', {
      contentType: 'text/plain',
      expiresOn,
      notBefore,
      tags,
    });
    const { value, properties } = await client.getSecret('WRITTEN');
    expect(value).toBe('ключ \u0000 🔑');
    expect(properties).toMatchObject({
      name: 'written',
      contentType: 'text/plain',
      expiresOn,
      notBefore,
      tags,
    });
  });

  it('reads every version, and the latest when it names none', async () => {
    const first = await client.setSecret('rotated', 'first');
    const second = await client.setSecret('rotated', 'second');
    const version = first.properties.version ?? '';
    expect((await client.getSecret('rotated', { version })).value).toBe('first');
    expect((await client.getSecret('rotated')).value).toBe('second');
    const versions: (string | undefined)[] = [];
    for await (const each of client.listPropertiesOfSecretVersions('rotated')) versions.push(each.version);
    expect(versions).toEqual([version, second.properties.version].sort());
  });

  it('lists more than a page of secrets, each once and in order', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `n${String(index).padStart(3, '0')}`);
    for (const name of many) await client.setSecret(name, name);
    const all = await namesOf(client.listPropertiesOfSecrets());
    expect(all).toEqual([...many, ...Object.keys(SECRETS).sort((a, b) => a.localeCompare(b))]);
    const pages: number[] = [];
    for await (const page of client.listPropertiesOfSecrets().byPage({ maxPageSize: 20 }))
      pages.push(page.length);
    expect(pages).toEqual([20, 20, 20, 5]);
  });

  it('changes what belongs to a version, and leaves the rest', async () => {
    const { properties } = await client.setSecret('changed', 'value', {
      contentType: 'a/b',
      tags: { x: '1' },
    });
    const updated = await client.updateSecretProperties('changed', properties.version ?? '', {
      tags: { y: '2' },
    });
    expect(updated).toMatchObject({ tags: { y: '2' }, contentType: 'a/b', version: properties.version });
    expect((await client.getSecret('changed')).value).toBe('value');
  });

  it('is not told the value of a disabled secret, until it is enabled again', async () => {
    await client.setSecret('sleeping', 'value', { enabled: false });
    await expect(client.getSecret('sleeping')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      message: 'Operation get is not allowed on a disabled secret.',
    });
    await client.updateSecretProperties('sleeping', '', { enabled: true });
    expect((await client.getSecret('sleeping')).value).toBe('value');
  });

  it('deletes, finds among the deleted, and recovers', async () => {
    const deleted = await (await client.beginDeleteSecret('postgresHost', SOON)).pollUntilDone();
    expect(deleted.properties.recoveryId).toBe(`${vault.endpoints.url}/deletedsecrets/postgresHost`);
    await expect(client.getSecret('postgresHost')).rejects.toMatchObject({ code: 'SecretNotFound' });
    expect(await namesOf(client.listDeletedSecrets())).toEqual(['postgresHost']);
    await expect(client.setSecret('postgreshost', 'new')).rejects.toMatchObject({
      statusCode: 409,
      code: 'Conflict',
    });
    await (await client.beginRecoverDeletedSecret('postgresHost', SOON)).pollUntilDone();
    expect((await client.getSecret('postgresHost')).value).toBe(SECRETS.postgresHost);
  });

  it('purges, and may then use the name again', async () => {
    await (await client.beginDeleteSecret('postgresHost', SOON)).pollUntilDone();
    await client.purgeDeletedSecret('postgresHost');
    await expect(client.getDeletedSecret('postgresHost')).rejects.toMatchObject({ statusCode: 404 });
    await client.setSecret('postgresHost', 'new');
    expect((await client.getSecret('postgresHost')).value).toBe('new');
  });

  it('backs up a secret and restores it with all its versions', async () => {
    const { properties } = await client.setSecret('postgresHost', 'second');
    const backup = await client.backupSecret('postgresHost');
    await expect(client.restoreSecretBackup(backup as Uint8Array)).rejects.toMatchObject({ statusCode: 409 });
    await (await client.beginDeleteSecret('postgresHost', SOON)).pollUntilDone();
    await client.purgeDeletedSecret('postgresHost');
    const restored = await client.restoreSecretBackup(backup as Uint8Array);
    expect(restored.version).toBe(properties.version);
    expect(await namesOf(client.listPropertiesOfSecretVersions('postgresHost'))).toHaveLength(2);
  });

  it('is told which error the identity platform has', async () => {
    const stranger = clientOf(vault.endpoints, 'wrong');
    await expect(stranger.getSecret('postgresHost')).rejects.toMatchObject({
      message: expect.stringContaining('AADSTS7000215: Invalid client secret provided.'),
    });
  });
});
