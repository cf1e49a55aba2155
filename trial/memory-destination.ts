import type { Destination, DestinationTable, Found } from '../verify/destination.ts';

/** A row by the names of its columns. */
export type WrittenRow = Readonly<Record<string, Found>>;

const DELETED = '_fivetran_deleted';
const BATCH = 1000;

interface Table {
  readonly key: readonly string[];
  readonly rows: Map<string, WrittenRow>;
}

/**
 * A destination with the rules of the Connector SDK's: an upsert replaces the whole row, a delete marks it, a truncate marks
 * all that was there. A table without a key takes each row for another unless all of it is equal.
 */
export class MemoryDestination implements Destination {
  readonly name = 'memory';
  readonly kind = 'memory';
  readonly #keys: Readonly<Record<string, readonly string[]>>;
  readonly #tables = new Map<string, Table>();

  /** @param keys the declared keys by table; of others it is `id` */
  constructor(keys: Readonly<Record<string, readonly string[]>> = {}) {
    this.#keys = keys;
  }

  /** For one sync. */
  writer(): MemoryWriter {
    return new MemoryWriter((name) => this.#tableOf(name));
  }

  async tables(): Promise<readonly DestinationTable[]> {
    return [...this.#tables].map(([name, table]) => present(name, table));
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #tableOf(name: string): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const table = { key: this.#keys[name] ?? ['id'], rows: new Map<string, WrittenRow>() };
    this.#tables.set(name, table);
    return table;
  }
}

/** Writes in one sync. What comes after the last flush of a sync that fails is in no destination. */
export class MemoryWriter {
  readonly #tableOf: (name: string) => Table;
  #pending: (() => void)[] = [];

  constructor(tableOf: (name: string) => Table) {
    this.#tableOf = tableOf;
  }

  upsert(table: string, row: WrittenRow): void {
    this.#pending.push(() => {
      const { key, rows } = this.#tableOf(table);
      rows.set(identityOf(row, key), { ...row, [DELETED]: false });
    });
  }

  /** Marks the row with this key; where there is none, nothing happens. */
  delete(table: string, row: WrittenRow): void {
    this.#pending.push(() => {
      const { key, rows } = this.#tableOf(table);
      const identity = identityOf(row, key);
      const found = rows.get(identity);
      if (found) rows.set(identity, { ...found, [DELETED]: true });
    });
  }

  /** Marks all rows that are there. */
  truncate(table: string): void {
    this.#pending.push(() => {
      const { rows } = this.#tableOf(table);
      for (const [identity, row] of rows) rows.set(identity, { ...row, [DELETED]: true });
    });
  }

  flush(): void {
    for (const write of this.#pending) write();
    this.#pending = [];
  }
}

function present(name: string, { key, rows }: Table): DestinationTable {
  const columns = [...new Set([...rows.values()].flatMap((row) => Object.keys(row)))];
  const cells = (): (readonly Found[])[] =>
    [...rows.values()].map((row) => columns.map((column) => row[column] ?? null));
  return {
    name,
    columns: columns.map((column) => ({ name: column, type: undefined })),
    key,
    count: async () => rows.size,
    async *batches() {
      const all = cells();
      for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
    },
  };
}

function identityOf(row: WrittenRow, key: readonly string[]): string {
  const columns = key.length > 0 ? key : Object.keys(row).sort();
  return JSON.stringify(columns.map((column) => [column, row[column] ?? null]));
}
