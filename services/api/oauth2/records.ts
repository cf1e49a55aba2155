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
  readonly #records = new Map<string, OAuth2Record>();
  readonly #revoked = new Set<string>();

  put(kind: string, id: string, record: OAuth2Record): void {
    const key = `${kind} ${id}`;
    this.#records.delete(key);
    this.#records.set(key, record);
    dropOldest(this.#records, MOST_RECORDS);
  }

  get(kind: string, id: string): OAuth2Record | undefined {
    const record = this.#records.get(`${kind} ${id}`);
    // What is used goes to the end, and so stays longest.
    if (record) this.put(kind, id, record);
    return record;
  }

  remove(kind: string, id: string): void {
    this.#records.delete(`${kind} ${id}`);
  }

  /** Removes every record of a kind that came from a grant. */
  removeGranted(kind: string, grantId: string): void {
    for (const [key, record] of this.#records) {
      if (record.grantId === grantId && key.startsWith(`${kind} `)) this.#records.delete(key);
    }
  }

  /** Ends an access token by its own id, or all that came from a grant by the grant's. */
  revoke(id: string): void {
    this.#revoked.add(id);
    dropOldest(this.#revoked, MOST_REVOCATIONS);
  }

  isRevoked(id: string): boolean {
    return this.#revoked.has(id);
  }

  clear(): void {
    this.#records.clear();
    this.#revoked.clear();
  }
}

/** Maps and sets keep the order in which things came. */
function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
