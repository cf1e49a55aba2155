import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { BoundedMap } from '../../../core/bounded-map.ts';
import type { Clock } from '../../../core/clock.ts';
import type { ApiCredentials } from '../credentials.ts';
import type { OAuth2Records } from './records.ts';
import { RESOURCE } from './scopes.ts';
import { signingKeyOf } from './signing-key.ts';

/** What an access token says (RFC 9068, section 2.2). */
interface AccessTokenClaims extends JWTPayload {
  readonly jti: string;
  readonly client_id: string;
  /** Words with blanks between; left out when nothing was granted. */
  readonly scope?: string;
  /** The consent that the token came from; left out where a client acts for itself. */
  readonly grant_id?: string;
}

export type AccessTokenVerdict =
  | { readonly verdict: 'valid'; readonly claims: AccessTokenClaims }
  | { readonly verdict: 'expired' | 'forged' | 'revoked' };

interface Parts {
  readonly credentials: ApiCredentials;
  readonly clock: Clock;
  readonly records: OAuth2Records;
}

const MOST_DEAD = 10_000;

/**
 * Judges access tokens: JWTs that say themselves what they are good for, so that nothing is stored when one is
 * issued. The issuer is not compared, since it is the name under which the client came, and a client may fetch
 * a token from one name of the playground and use it at another.
 */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #records: OAuth2Records;
  readonly #credentials: ApiCredentials;
  /** Those that a fault has ended before their time, by their id. */
  readonly #dead = new BoundedMap<string, true>(MOST_DEAD);
  #privateKey: KeyObject | undefined;

  constructor({ credentials, clock, records }: Parts) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#records = records;
  }

  get privateKey(): KeyObject {
    this.#privateKey ??= signingKeyOf(this.#credentials);
    return this.#privateKey;
  }

  /** Ends a token before its time, as if it had expired; whatever is none stays none. */
  async expire(token: string): Promise<void> {
    const judged = await this.judge(token);
    if (judged.verdict === 'valid') this.#dead.set(judged.claims.jti, true);
  }

  /** By its signature, then its expiry, then whether it was revoked here. */
  async judge(token: string): Promise<AccessTokenVerdict> {
    // Loaded by the first token, so that a playground without OAuth 2.0 starts as fast as ever.
    const { errors, jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify<AccessTokenClaims>(token, createPublicKey(this.privateKey), {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        audience: RESOURCE,
        requiredClaims: ['exp', 'jti', 'client_id'],
        currentDate: new Date(this.#clock()),
      });
      if (this.#dead.get(payload.jti)) return { verdict: 'expired' };
      const ids = [payload.jti, payload.grant_id ?? payload.jti];
      const revoked = ids.some((id) => this.#records.isRevoked(id));
      return revoked ? { verdict: 'revoked' } : { verdict: 'valid', claims: payload };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { verdict: 'expired' };
      if (error instanceof errors.JOSEError) return { verdict: 'forged' };
      throw error;
    }
  }
}
