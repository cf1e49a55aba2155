/** The state of a conversation when the proxy wants to send something itself. */
export type Standing =
  /** All that was asked is answered. */
  | 'quiet'
  /** A message of this batch failed: the database skips what comes before the next Sync. */
  | 'failed'
  /** The client is sending rows of a COPY. */
  | 'copying';

/** Query, FunctionCall, Sync. */
const ENDS_IN_READY = new Set(['Q', 'F', 'S']);
/** CopyDone, CopyFail. */
const ENDS_COPY = new Set(['c', 'f']);
const COPY_END = 'end of a COPY';
/** Parse, Bind, Describe, Execute, Close. */
const IN_BATCH = new Set(['P', 'B', 'D', 'E', 'C']);
/**
 * ParseComplete, BindComplete, CloseComplete, RowDescription and NoData, and of Execute CommandComplete,
 * EmptyQueryResponse and PortalSuspended.
 */
const ENDS_REQUEST = new Set(['1', '2', '3', 'T', 'n', 'C', 'I', 's']);

/**
 * Counts what a database still owes its client, so that the proxy can tell when its own queries would meet no
 * answer but their own (PostgreSQL documentation, "Message Flow"):
 *
 * - Query, FunctionCall and Sync end in one ReadyForQuery each.
 * - Every other request of the extended protocol has one answer that ends it, unless it comes after one that failed.
 * - A Sync that comes during a COPY from the client is ignored.
 */
export class Owed {
  /**
   * Requests that end in a ReadyForQuery and have not, and ends of COPY that nobody has asked for yet; in their order,
   * those of a kind in a row together.
   */
  readonly #ready: Array<{ readonly type: string; times: number }> = [];
  /** Requests since the last that ends in a ReadyForQuery. */
  #open = 0;
  #isCopying = false;
  #hasFailed = false;
  #waiting: { resolve(standing: Standing): void; reject(error: Error): void } | undefined;

  /** @param type letter of a message that goes to the database */
  sent(type: string): void {
    if (IN_BATCH.has(type)) {
      this.#open += 1;
    } else if (ENDS_IN_READY.has(type)) {
      if (type === 'S' && this.#isCopying) return;
      this.#push(type);
      this.#open = 0;
    } else if (ENDS_COPY.has(type)) {
      // The database may not have said yet that it copies.
      if (this.#isCopying) this.#isCopying = false;
      else this.#push(COPY_END);
    }
  }

  /** @param type letter of a message that goes to the client */
  received(type: string): void {
    // Rows are the commonest by far.
    if (type === 'D') return;
    if (type === 'Z') {
      while (this.#shift() === COPY_END);
      this.#hasFailed = false;
    } else if (type === 'G' || type === 'W') {
      this.#beginCopy();
    } else if (type === 'E') {
      this.#isCopying = false;
      if (this.#isInBatch) this.#hasFailed = true;
    } else if (ENDS_REQUEST.has(type) && this.#isInBatch && this.#open > 0) {
      this.#open -= 1;
    }
    this.#tell();
  }

  /** Whether the database has something to do. */
  get isAtWork(): boolean {
    return this.#standing() === undefined;
  }

  /** The proxy itself made the batch fail. */
  failed(): void {
    this.#hasFailed = true;
  }

  /** Resolves when nothing is owed any more, or nothing can be. One may wait at a time. */
  settled(): Promise<Standing> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#tell();
    });
  }

  /** The database is gone; rejects everything that waits for it. */
  lost(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  /** Whether answers belong to requests after the last that ends in a ReadyForQuery. */
  get #isInBatch(): boolean {
    return this.#ready.every(({ type }) => type === COPY_END);
  }

  /** Syncs before its end are ignored, if it was asked for by Execute and not by Query. */
  #beginCopy(): void {
    if (this.#ready[0]?.type === 'S') this.#ready.shift();
    const end = this.#ready.findIndex(({ type }) => type === COPY_END);
    this.#isCopying = end === -1;
    if (end !== -1) this.#ready.splice(end, 1);
  }

  #push(type: string): void {
    const last = this.#ready.at(-1);
    if (last?.type === type) last.times += 1;
    else this.#ready.push({ type, times: 1 });
  }

  #shift(): string | undefined {
    const first = this.#ready[0];
    if (!first) return undefined;
    first.times -= 1;
    if (first.times === 0) this.#ready.shift();
    return first.type;
  }

  #tell(): void {
    const standing = this.#standing();
    if (!standing) return;
    this.#waiting?.resolve(standing);
    this.#waiting = undefined;
  }

  #standing(): Standing | undefined {
    if (this.#isCopying) return 'copying';
    if (!this.#isInBatch) return undefined;
    if (this.#hasFailed) return 'failed';
    return this.#open === 0 ? 'quiet' : undefined;
  }
}
