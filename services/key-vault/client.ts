import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { PlaygroundError } from '../../core/playground-error.ts';
import { checkServer } from './check-server.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';

/** Asks a vault for something with a token, as a client that has only its endpoints. */
export interface VaultClient {
  /** @throws PlaygroundError `ERR_SERVICE_FAILED` for any status but 2xx; `what` says what did not happen */
  ask(what: string, method: string, path: string, body?: object): Promise<void>;
}

/** Signs in to a vault, wherever it runs. Reads `caFile`. */
export async function signIn(endpoints: KeyVaultEndpoints): Promise<VaultClient> {
  const ca = await readFile(endpoints.caFile);
  const { tenantId, clientId, clientSecret } = endpoints;
  const send = (what: string, path: string, options: RequestOptions, body: string) =>
    exchange(what, `${endpoints.url}${path}`, { ...options, ca }, body);
  const answer = await send(
    'sign in',
    `/${tenantId}/oauth2/v2.0/token`,
    { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://vault.azure.net/.default',
    }).toString(),
  );
  const { access_token: token } = JSON.parse(answer) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return {
    async ask(what, method, path, body) {
      await send(what, path, { method, headers }, body === undefined ? '' : JSON.stringify(body));
    },
  };
}

/**
 * Not `fetch`: it can trust no certificate but those the process was started with.
 *
 * @param what says in the error what did not happen
 * @throws PlaygroundError `ERR_SERVICE_FAILED` for any status but 2xx
 */
export async function exchange(
  what: string,
  url: string,
  options: RequestOptions,
  body = '',
): Promise<string> {
  const request = https.request(url, { ...options, agent: false, checkServerIdentity: checkServer });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const answer = await text(response);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return answer;
  throw new PlaygroundError('ERR_SERVICE_FAILED', `key-vault did not ${what}: ${url} answered ${status}.`);
}
