import { BoundedMap } from '../../../core/bounded-map.ts';

/** What is kept of a grant, a code or a refresh token: the authorization server's own fields. */
export interface OAuth2Record {
  readonly clientId?: string | undefined;
  readonly grantId?: string | undefined;
  /** Seconds since 1970, in our time. */
  readonly iat?: number | undefined;
  readonly exp?: number | undefined;
  readonly consumed?: unknown;
  readonly [field: string]: unknown;
}

/** Of each of the three lists below, for each client. */
const MOST_RECORDS = 10_000;

/** What is kept for one client. */
interface Shelf {
  /** Codes that nobody has redeemed, and their grants: for those a client needs no secret, so they come and go apart. */
  readonly offered: BoundedMap<string, OAuth2Record>;
  /** Grants and refresh tokens of those who have redeemed a code, and the code. */
  readonly held: BoundedMap<string, OAuth2Record>;
  readonly revoked: BoundedMap<string, true>;
}

/**
 * The memory of the authorization server: grants, codes and refresh tokens, and which access tokens were revoked. It
 * keeps the ten thousand of each that were used last, for each client, so that no client can fill the memory, and
 * none can make it forget what it keeps for another.
 */
export class OAuth2Records {
  /** By client; there are as many as are registered. */
  readonly #shelves = new Map<string, Shelf>();

  /** Keeps what a client has not shown to be its own yet. */
  offer(kind: string, id: string, record: OAuth2Record): void {
    const { held, offered } = this.#shelfOf(record.clientId);
    const key = keyOf(kind, id);
    (held.get(key) ? held : offered).set(key, record);
  }

  put(kind: string, id: string, record: OAuth2Record): void {
    const { held, offered } = this.#shelfOf(record.clientId);
    offered.delete(keyOf(kind, id));
    held.set(keyOf(kind, id), record);
  }

  get(kind: string, id: string): OAuth2Record | undefined {
    const key = keyOf(kind, id);
    for (const { held, offered } of this.#shelves.values()) {
      const record = held.get(key) ?? offered.get(key);
      if (record) return record;
    }
    return undefined;
  }

  remove(kind: string, id: string): void {
    for (const map of this.#maps()) map.delete(keyOf(kind, id));
  }

  /** Removes every record of a kind that came from a grant. */
  removeGranted(kind: string, grantId: string): void {
    for (const map of this.#maps()) {
      for (const [key, record] of map.entries()) {
        if (record.grantId === grantId && key.startsWith(`${kind} `)) map.delete(key);
      }
    }
  }

  /** Ends an access token by its own id, or all that came from a grant by the grant's. */
  revoke(id: string, clientId?: string): void {
    this.#shelfOf(clientId).revoked.set(id, true);
  }

  isRevoked(id: string): boolean {
    return [...this.#shelves.values()].some(({ revoked }) => revoked.get(id) === true);
  }

  /** How many records and revocations there are. */
  get size(): number {
    const sizes = [...this.#shelves.values()].flatMap((shelf) =>
      Object.values(shelf).map(({ size }) => size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  clear(): void {
    this.#shelves.clear();
  }

  #shelfOf(clientId = ''): Shelf {
    const known = this.#shelves.get(clientId);
    if (known) return known;
    const shelf = {
      offered: new BoundedMap<string, OAuth2Record>(MOST_RECORDS),
      held: new BoundedMap<string, OAuth2Record>(MOST_RECORDS),
      revoked: new BoundedMap<string, true>(MOST_RECORDS),
    };
    this.#shelves.set(clientId, shelf);
    return shelf;
  }

  #maps(): Array<BoundedMap<string, OAuth2Record>> {
    return [...this.#shelves.values()].flatMap(({ offered, held }) => [offered, held]);
  }
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
