import type pg from 'pg';
import type { Logger } from '../../../core/logger.ts';
import { Turns } from '../../../core/turns.ts';
import type { WorldTable } from '../../../fixtures/world-table.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';
import { bringTo } from './bring-to.ts';
import { type LivingDatabase, logIn } from './log-in.ts';
import { reachedBy } from './reached-by.ts';

interface FollowerOptions extends LivingDatabase {
  readonly server: ServerToSeed;
  readonly tables: readonly WorldTable[];
  readonly logger: Logger;
}

/** Brings a database to later instants of its world, one after the other, in a session that it keeps. */
export class DatabaseFollower {
  readonly #options: FollowerOptions;
  readonly #turns = new Turns();
  #client: pg.Client | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** How many changes of rows there are after one instant and not after the other (ms since 1970). */
  count(from: number, to: number): number {
    return this.#options.tables.reduce((sum, table) => sum + table.countChanges(from, to), 0);
  }

  /** Which instant the database has reached, in ms since 1970. */
  reached(): Promise<number> {
    return this.#turns.take(async () => reachedBy(await this.#session()));
  }

  /** See {@link bringTo}. A database that is there already stays as it is. */
  bringTo(to: number, onDone?: (changes: number) => void): Promise<void> {
    return this.#turns.take(async () => {
      const missing = await bringTo(await this.#session(), this.#options.tables, to, onDone);
      if (missing > 0) this.#options.logger('rows_missing', { rows: missing });
    });
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #session(): Promise<pg.Client> {
    // A reset ends it, and so does a server that was killed.
    const isThere = await this.#client?.query('').then(
      () => true,
      () => false,
    );
    if (this.#client && isThere) return this.#client;
    await this.close();
    this.#client = await logIn(this.#options.server, this.#options);
    return this.#client;
  }
}
