import https from 'node:https';
import tls from 'node:tls';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SECRETS, type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

let vault: StartedKeyVault;

beforeAll(async () => {
  vault = await startKeyVault();
});

afterAll(async () => vault[Symbol.asyncDispose]());

/** Brings every connection to one port of this machine, as a DNS alias would, and notes for whom it was. */
class Detour extends https.Agent {
  readonly names = new Set<string>();

  override createConnection(options: https.RequestOptions): tls.TLSSocket {
    const name = options.host ?? '';
    this.names.add(`${name}:${options.port}`);
    const { port } = new URL(vault.endpoints.url);
    return tls.connect({ ca: vault.ca, servername: name, host: '127.0.0.1', port: Number(port) });
  }
}

it('needs nothing of the client of Azure but trust, when its names lead here', async () => {
  const { tenantId, clientId, clientSecret, vaultUrl } = vault.endpoints;
  const agent = new Detour();
  type Policies = NonNullable<ConstructorParameters<typeof SecretClient>[2]>['additionalPolicies'];
  const additionalPolicies: NonNullable<Policies> = [
    {
      position: 'perRetry',
      policy: {
        name: 'detour',
        sendRequest: (request, next) => {
          request.agent = agent;
          return next(request);
        },
      },
    },
  ];
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, { additionalPolicies });
  const client = new SecretClient(vaultUrl, credential, { additionalPolicies });
  const { value, properties } = await client.getSecret('postgresPassword');
  expect(value).toBe(SECRETS.postgresPassword);
  expect(properties.vaultUrl).toBe(vaultUrl);
  expect([...agent.names].sort()).toEqual([
    'fixture-vault.vault.azure.net:443',
    'login.microsoftonline.com:443',
  ]);
  agent.destroy();
});
