import { readFile } from 'node:fs/promises';
import { exchange } from './client.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';

/** Brings back the secrets of the start over the wire, wherever the vault runs. Reads `caFile`. */
export async function resetKeyVault({ url, caFile }: KeyVaultEndpoints): Promise<void> {
  await exchange('reset', `${url}/_playground/reset`, { method: 'POST', ca: await readFile(caFile) });
}
