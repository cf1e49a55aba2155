import { createHash, randomBytes } from 'node:crypto';
import { BoundedMap } from '../../../../core/bounded-map.ts';
import type { Clock } from '../../../../core/clock.ts';

const LIFETIME_SECONDS = 1800;
const SECOND = 1000;
/** Of each kind, those used last. */
const KEPT_TOKENS = 10_000;

/** What HubSpot's token endpoint answers. */
export interface IssuedToken {
  readonly token_type: 'bearer';
  readonly refresh_token: string;
  readonly access_token: string;
  readonly expires_in: number;
}

export type TokenState =
  | { readonly kind: 'valid' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired'; readonly expiredAt: number };

/** The access tokens that were issued, and the refresh tokens that were revoked. */
export class HubspotTokens {
  readonly #clock: Clock;
  readonly #expiries = new BoundedMap<string, number>(KEPT_TOKENS);
  /** By their digests: a client says any text that goes into a URL. */
  readonly #revoked = new BoundedMap<string, true>(KEPT_TOKENS);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Any refresh token is good until it is revoked: the examples come with made-up ones. */
  isRefreshToken(token: string): boolean {
    return token !== '' && this.#revoked.get(digest(token)) === undefined;
  }

  /** How many access tokens and revocations are kept. */
  get size(): number {
    return this.#expiries.size + this.#revoked.size;
  }

  issue(refreshToken: string): IssuedToken {
    const accessToken = randomBytes(24).toString('base64url');
    this.#expiries.set(accessToken, this.#clock() + LIFETIME_SECONDS * SECOND);
    return {
      token_type: 'bearer',
      refresh_token: refreshToken,
      access_token: accessToken,
      expires_in: LIFETIME_SECONDS,
    };
  }

  revoke(refreshToken: string): void {
    this.#revoked.set(digest(refreshToken), true);
  }

  check(accessToken: string): TokenState {
    // Tokens of private apps never expire, and nobody issues them over the wire.
    if (accessToken.startsWith('pat-')) return { kind: 'valid' };
    const expiredAt = this.#expiries.get(accessToken);
    if (expiredAt === undefined) return { kind: 'unknown' };
    return expiredAt > this.#clock() ? { kind: 'valid' } : { kind: 'expired', expiredAt };
  }

  /** Seconds left to a valid access token. */
  secondsLeft(accessToken: string): number {
    return Math.floor(((this.#expiries.get(accessToken) ?? 0) - this.#clock()) / SECOND);
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
