import { type Place, urlAt } from '../../core/place.ts';

export interface KeyVaultEndpoints {
  /** Where it listens, for vault and identity alike, without a slash at the end: `https://127.0.0.1:8443`. */
  readonly url: string;
  /** The vault under its public name, as an unmodified client has it in its configuration. */
  readonly vaultUrl: string;
  /** The identity platform under its public name. */
  readonly authorityUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The certificate that clients must trust; a path on the machine that started the service. */
  readonly caFile: string;
}

/** A vault as clients elsewhere must have it. */
export function keyVaultAt(inside: KeyVaultEndpoints, place: Place): KeyVaultEndpoints {
  return { ...inside, url: urlAt('https', place), caFile: place.outside(inside.caFile) };
}
