import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Clock } from '../../core/clock.ts';
import type { TokenAuth } from '../declaration.ts';

/** Of each kind, those used last. */
const KEPT = 10_000;
const SECOND = 1000;

export interface IssuedToken {
  readonly token: string;
  /** In s. */
  readonly expiresIn: number;
  /** In ms since 1970. */
  readonly expiresAt: number;
  /** What can be shown for the next token; null where nothing can. */
  readonly refresh: string | null;
}

/** The tokens that a source has handed out for one way to authenticate. They become old by the clock of the world. */
export class Tokens {
  readonly #auth: TokenAuth;
  readonly #clock: Clock;
  readonly #expiries = new BoundedMap<string, number>(KEPT);
  /** Of a way with tokens that are good for one use, those that have not been used. */
  readonly #refreshTokens = new BoundedMap<string, true>(KEPT);

  constructor(auth: TokenAuth, clock: Clock) {
    this.#auth = auth;
    this.#clock = clock;
    if (auth.grant.by === 'oauth2' && auth.grant.refresh !== undefined)
      this.#refreshTokens.set(auth.grant.refresh, true);
  }

  issue(): IssuedToken {
    const { expiresMs, grant } = this.#auth;
    const token = newToken();
    const expiresAt = this.#clock() + expiresMs;
    this.#expiries.set(token, expiresAt);
    return {
      ...{ token, expiresAt, expiresIn: Math.floor(expiresMs / SECOND) },
      refresh: grant.by === 'oauth2' ? this.#refreshToken(grant) : null,
    };
  }

  state(token: string): 'valid' | 'expired' | 'unknown' {
    const expiresAt = this.#expiries.get(token);
    if (expiresAt === undefined) return 'unknown';
    return expiresAt > this.#clock() ? 'valid' : 'expired';
  }

  /** Makes a token old before its time. */
  expire(token: string): void {
    if (this.#expiries.get(token) !== undefined) this.#expiries.set(token, Number.NEGATIVE_INFINITY);
  }

  /** Whether a refresh token is good; one that is good for one use is used now. */
  takeRefresh(token: string): boolean {
    const { grant } = this.#auth;
    const isGood = this.#refreshTokens.get(token) === true;
    if (isGood && grant.by === 'oauth2' && grant.rotates) this.#refreshTokens.delete(token);
    return isGood;
  }

  #refreshToken({
    refresh,
    rotates,
  }: {
    readonly refresh?: string;
    readonly rotates: boolean;
  }): string | null {
    if (refresh === undefined || !rotates) return refresh ?? null;
    const next = newToken();
    this.#refreshTokens.set(next, true);
    return next;
  }
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
