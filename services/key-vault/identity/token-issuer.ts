import { createHash, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { KeyVaultOptions } from '../options.ts';
import { VAULT_AUDIENCES } from './resource.ts';

/** One second less than an hour, as Azure's tokens have it. */
export const TOKEN_LIFETIME_SECONDS = 3599;

/** Makes the tokens of the identity platform and, for the vault, judges those that clients bring. */
export interface TokenIssuer {
  readonly issuer: string;
  /** What anybody needs to verify a token: RFC 7517. */
  readonly keys: JSONWebKeySet;
  issue(audience: string): Promise<string>;
  /** Rejects with an error of jose, whose `code` says what is wrong with the token. */
  verify(token: string): Promise<void>;
}

type Needed = Pick<KeyVaultOptions, 'tenantId' | 'clientId' | 'clock'>;

/** The key is made here and dies with the service: a token of yesterday's playground is a forged one. */
export async function createTokenIssuer({ tenantId, clientId, clock }: Needed): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  // A version 1 token, whatever endpoint it came from: the vault has asked for no other.
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const keys = { keys: [{ ...jwk, use: 'sig', kid, x5t: kid, issuer }] };
  const keyOf = createLocalJWKSet(keys);
  const principalId = guidOf(`${tenantId}/${clientId}`);
  return {
    issuer,
    keys,
    issue(audience) {
      const issuedAt = Math.floor(clock() / 1000);
      return new SignJWT({
        appid: clientId,
        appidacr: '1',
        idp: issuer,
        oid: principalId,
        tid: tenantId,
        uti: randomUUID(),
        ver: '1.0',
      })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid })
        .setIssuer(issuer)
        .setSubject(principalId)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + TOKEN_LIFETIME_SECONDS)
        .sign(privateKey);
    },
    async verify(token) {
      await jwtVerify(token, keyOf, {
        algorithms: ['RS256'],
        issuer,
        audience: [...VAULT_AUDIENCES],
        currentDate: new Date(clock()),
        requiredClaims: ['exp'],
      });
    },
  };
}

/** A GUID that is always the same for a text (RFC 9562, version 8). */
function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
