import { type Authority, openAuthority } from '../../../authority/open-authority.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Service } from '../../../core/service.ts';
import { embeddedKeyVault } from '../../../services/key-vault/embedded.ts';
import type { KeyVaultEndpoints } from '../../../services/key-vault/endpoints.ts';
import type { KeyVaultOptions } from '../../../services/key-vault/options.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type Exchange, exchange, type Sent } from './exchange.ts';

export const SECRETS = {
  postgresDatabase: 'playground',
  postgresHost: '127.0.0.1',
  postgresUser: 'reader',
  postgresPassword: 'a password',
  postgresPort: '5432',
};

export interface TestAuthority extends AsyncDisposable {
  readonly authority: Authority;
  create(options?: Partial<KeyVaultOptions>): Service<KeyVaultEndpoints>;
}

/** A certificate authority of its own, and vaults that show its certificates. */
export async function testAuthority(): Promise<TestAuthority> {
  const directory = await temporaryDirectory();
  const authority = await openAuthority(directory.path);
  const tls = authority.issue(['*.vault.azure.net', 'login.microsoftonline.com', 'localhost', '127.0.0.1']);
  return {
    authority,
    create: (options) =>
      embeddedKeyVault({ tls, caFile: authority.caCertificatePath, port: 0, secrets: SECRETS, ...options }),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

export interface StartedKeyVault extends AsyncDisposable {
  readonly endpoints: KeyVaultEndpoints;
  readonly service: Service<KeyVaultEndpoints>;
  readonly ca: string;
  /** A request as it stands, without a token unless one is given. */
  send(method: string, path: string, sent?: Sent): Promise<Exchange>;
  /** A token for the vault, as a client gets it. */
  token(): Promise<string>;
  /** A request to the vault with a token and an `api-version`; `body` goes as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Exchange>;
}

export async function startKeyVault(
  options: Partial<KeyVaultOptions> & { clock?: Clock } = {},
): Promise<StartedKeyVault> {
  const trust = await testAuthority();
  const service = trust.create(options);
  const endpoints = await service.start();
  const ca = trust.authority.caCertificate;
  const send: StartedKeyVault['send'] = (method, path, sent = {}) =>
    exchange(endpoints.url, ca, method, path, sent);
  const token = async () => {
    const { tenantId, clientId, clientSecret } = endpoints;
    const { body } = await send('POST', `/${tenantId}/oauth2/v2.0/token`, {
      form: {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://vault.azure.net/.default',
      },
    });
    return body.access_token;
  };
  return {
    endpoints,
    service,
    ca,
    send,
    token,
    call: async (method, path, body) =>
      send(method, `${path}${path.includes('?') ? '&' : '?'}api-version=7.4`, {
        headers: { Authorization: `Bearer ${await token()}` },
        ...(body !== undefined && { json: body }),
      }),
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      await trust[Symbol.asyncDispose]();
    },
  };
}
