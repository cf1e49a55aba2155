/** How many connections may wait to log in: `start:rate:full` of OpenSSH's MaxStartups. */
export interface MaxStartups {
  /** So many may wait undisturbed. */
  readonly start: number;
  /** Per cent of the newcomers that cost somebody the place from there on; the share grows with their number. */
  readonly rate: number;
  /** At so many every newcomer costs somebody the place. */
  readonly full: number;
}

/**
 * The connections that have not logged in yet. OpenSSH refuses the newcomer when too many wait, which lets clients that
 * sit silent keep everybody out. Here the one goes that has taken no step towards its login for the longest time, so a
 * login still works while others sit silent, whatever address they come from.
 */
export class PendingLogins<Connection> {
  /** In the order of their last steps. */
  readonly #waiting = new Set<Connection>();
  readonly #limits: MaxStartups;
  readonly #drop: (connection: Connection) => void;
  readonly #random: () => number;

  /**
   * @param drop ends the connection that it is given
   * @param random gives 0 to 1 (exclusive), as `Math.random`
   */
  constructor(limits: MaxStartups, drop: (connection: Connection) => void, random: () => number) {
    this.#limits = limits;
    this.#drop = drop;
    this.#random = random;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** A newcomer. */
  add(connection: Connection): void {
    if (this.#random() < this.#chance()) this.#dropOldest();
    this.#waiting.add(connection);
  }

  /** It has taken a step that no client can take twice. Without meaning for those that do not wait. */
  advance(connection: Connection): void {
    if (this.#waiting.delete(connection)) this.#waiting.add(connection);
  }

  /** It has logged in, or is gone. */
  delete(connection: Connection): void {
    this.#waiting.delete(connection);
  }

  /** As in OpenSSH: from `rate` per cent at `start` in a straight line to all at `full`. */
  #chance(): number {
    const { start, rate, full } = this.#limits;
    const waiting = this.#waiting.size;
    if (waiting < start) return 0;
    if (waiting >= full) return 1;
    return (rate + ((100 - rate) * (waiting - start)) / (full - start)) / 100;
  }

  #dropOldest(): void {
    const [oldest] = this.#waiting;
    if (oldest === undefined) return;
    this.#waiting.delete(oldest);
    this.#drop(oldest);
  }
}
