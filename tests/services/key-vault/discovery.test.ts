import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const TENANT = '7e4a0000-0000-4000-8000-000000000001';
let vault: StartedKeyVault;

beforeAll(async () => {
  vault = await startKeyVault();
});

afterAll(async () => vault[Symbol.asyncDispose]());

describe('the discovery document', () => {
  it.each([
    ['login.microsoftonline.com', 'https://login.microsoftonline.com'],
    ['login.microsoftonline.com:443', 'https://login.microsoftonline.com'],
    ['LOGIN.microsoftonline.com:8443', 'https://login.microsoftonline.com:8443'],
    ['localhost:1234', 'https://localhost:1234'],
  ])('has addresses under the host of the client: %s', async (host, origin) => {
    const { body } = await vault.send('GET', `/${TENANT}/v2.0/.well-known/openid-configuration`, { host });
    expect(body).toMatchObject({
      issuer: `${origin}/${TENANT}/v2.0`,
      token_endpoint: `${origin}/${TENANT}/oauth2/v2.0/token`,
      authorization_endpoint: `${origin}/${TENANT}/oauth2/v2.0/authorize`,
      jwks_uri: `${origin}/${TENANT}/discovery/v2.0/keys`,
    });
  });

  it('leads to the key and to a token', async () => {
    const { body } = await vault.send('GET', `/${TENANT}/v2.0/.well-known/openid-configuration`);
    expect((await vault.send('GET', new URL(body.jwks_uri).pathname)).body.keys).toHaveLength(1);
    const { status } = await vault.send('POST', new URL(body.token_endpoint).pathname, { form: {} });
    expect(status).toBe(400);
  });

  it('has the issuer of the tokens at its older address', async () => {
    const { body } = await vault.send('GET', `/${TENANT}/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `https://sts.windows.net/${TENANT}/`,
      token_endpoint: `${vault.endpoints.url}/${TENANT}/oauth2/token`,
    });
  });

  it.each([
    '/nobody/v2.0/.well-known/openid-configuration',
    '/nobody/.well-known/openid-configuration',
    '/nobody/discovery/keys',
  ])('is refused for another tenant: %s', async (path) => {
    const { status, body } = await vault.send('GET', path);
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_tenant', [90002]]);
  });

  it.each(['a"b.example.com', 'no such host', '<script>'])(
    'does not repeat a Host that is none: %s',
    async (host) => {
      const path = `/${TENANT}/v2.0/.well-known/openid-configuration`;
      const { body } = await vault.send('GET', path, { headers: { Host: host } });
      expect(body.issuer).toBe(`${vault.endpoints.url}/${TENANT}/v2.0`);
    },
  );
});

describe('instance discovery', () => {
  const ask = (authority: string, host?: string) =>
    vault.send(
      'GET',
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(authority)}`,
      host ? { host } : {},
    );

  it('knows the real authority by all its names', async () => {
    const { body } = await ask(
      `https://login.windows.net/${TENANT}/oauth2/v2.0/authorize`,
      'login.microsoftonline.com',
    );
    expect(body).toEqual({
      tenant_discovery_endpoint: `https://login.windows.net/${TENANT}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        {
          preferred_network: 'login.microsoftonline.com',
          preferred_cache: 'login.windows.net',
          aliases: expect.arrayContaining(['login.microsoftonline.com', 'sts.windows.net']),
        },
      ],
    });
  });

  it('knows itself by its address', async () => {
    const { status } = await ask(`${vault.endpoints.url}/${TENANT}/oauth2/v2.0/authorize`);
    expect(status).toBe(200);
  });

  it.each(['https://evil.example.com/x/oauth2/v2.0/authorize', 'not a url', ''])(
    'does not know %j',
    async (authority) => {
      const { status, body } = await ask(authority);
      expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_instance', [50049]]);
    },
  );
});
