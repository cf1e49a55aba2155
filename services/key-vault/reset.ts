import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';

/** Brings back the secrets of the start over the wire, wherever the vault runs. Reads `caFile`. */
export async function resetKeyVault({ url, caFile }: KeyVaultEndpoints): Promise<void> {
  const ca = await readFile(caFile);
  // Not `fetch`: it can trust no certificate but those the process was started with.
  const request = https.request(`${url}/_playground/reset`, { method: 'POST', ca, agent: false });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  if (response.statusCode === 204) return;
  throw new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `key-vault did not reset: ${url} answered ${response.statusCode}.`,
  );
}
