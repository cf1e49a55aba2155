import { signIn } from './client.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';

/** Brings back the secrets of the start over the wire, wherever the vault runs. Reads `caFile`. */
export async function resetKeyVault(endpoints: KeyVaultEndpoints): Promise<void> {
  const client = await signIn(endpoints);
  await client.ask('reset', 'POST', '/_playground/reset');
}
