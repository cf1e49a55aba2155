import type { Context } from 'koa';
import type { KeyVault } from '../route.ts';
import { challengeFor } from './challenge.ts';
import { unauthorized } from './errors.ts';

/** What Azure says of a token, by the code that jose gives its errors. */
const COMPLAINTS: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'Error validating token: IDX10223: Lifetime validation failed. The token is expired.',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'Error validating token: IDX10511: Signature validation failed.',
  ERR_JWKS_NO_MATCHING_KEY: 'AKV10046: Unable to resolve the key used for signature validation.',
};

const CLAIM_COMPLAINTS: Readonly<Record<string, string>> = {
  aud: 'AKV10022: Invalid audience. Expected https://vault.azure.net or cfa8b339-82a2-471a-a3c9-0fc0be7a4093.',
  iss: 'AKV10032: Invalid issuer.',
  nbf: 'Error validating token: IDX10222: Lifetime validation failed. The token is not yet valid.',
};

const MALFORMED = 'Error validating token: the token is not a signed JSON Web Token.';

/** @throws VaultError 401 with a challenge, when there is no token or not a good one */
export async function authenticate(ctx: Context, { tokens, tenantId }: KeyVault): Promise<void> {
  const token = /^Bearer +(\S+)$/i.exec(ctx.get('Authorization'))?.[1];
  const challenge = challengeFor(ctx, tenantId);
  if (!token) throw unauthorized('AKV10000: Request is missing a Bearer or PoP token.', challenge);
  try {
    await tokens.verify(token);
  } catch (error) {
    throw unauthorized(complaintOf(error), challenge);
  }
}

function complaintOf(error: unknown): string {
  const { code = '', claim = '' } = error as { code?: string; claim?: string };
  return COMPLAINTS[code] ?? CLAIM_COMPLAINTS[claim] ?? MALFORMED;
}
