import { BoundedMap } from '../../../core/bounded-map.ts';

/** What is kept of a grant, a code or a refresh token: the authorization server's own fields. */
export interface OAuth2Record {
  readonly grantId?: string | undefined;
  /** Seconds since 1970, in our time. */
  readonly iat?: number | undefined;
  readonly exp?: number | undefined;
  readonly consumed?: unknown;
  readonly [field: string]: unknown;
}

const MOST_RECORDS = 10_000;
const MOST_REVOCATIONS = 10_000;

/**
 * The memory of the authorization server: grants, codes and refresh tokens, and which access tokens were
 * revoked. It keeps the ten thousand of each that were used last, so that no client can fill the memory.
 */
export class OAuth2Records {
  readonly #records = new BoundedMap<string, OAuth2Record>(MOST_RECORDS);
  readonly #revoked = new BoundedMap<string, true>(MOST_REVOCATIONS);

  put(kind: string, id: string, record: OAuth2Record): void {
    this.#records.set(`${kind} ${id}`, record);
  }

  get(kind: string, id: string): OAuth2Record | undefined {
    return this.#records.get(`${kind} ${id}`);
  }

  remove(kind: string, id: string): void {
    this.#records.delete(`${kind} ${id}`);
  }

  /** Removes every record of a kind that came from a grant. */
  removeGranted(kind: string, grantId: string): void {
    for (const [key, record] of this.#records.entries()) {
      if (record.grantId === grantId && key.startsWith(`${kind} `)) this.#records.delete(key);
    }
  }

  /** Ends an access token by its own id, or all that came from a grant by the grant's. */
  revoke(id: string): void {
    this.#revoked.set(id, true);
  }

  isRevoked(id: string): boolean {
    return this.#revoked.get(id) === true;
  }

  clear(): void {
    this.#records.clear();
    this.#revoked.clear();
  }
}
