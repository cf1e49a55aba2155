import pg from 'pg';
import type { Destination, DestinationTable, Found } from '../../destination.ts';
import { badUri, postgresFailed } from '../errors.ts';
import { quoted } from '../quoted.ts';
import { readerOf } from './postgres-types.ts';

const BATCH_ROWS = 5000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens a PostgreSQL database for reading, in one transaction that writes nothing and sees one state of it. Its tables are
 * those of all schemas but the server's own.
 *
 * @param uri as libpq takes it: `postgresql://user:password@host:port/database`
 * @throws PlaygroundError `ERR_BAD_OPTION` when it is no such URI, `ERR_CANNOT_COMPARE` when the server refuses
 */
export async function openPostgres(uri: string): Promise<Destination> {
  const place = placeOf(uri);
  const client = new pg.Client({
    connectionString: uri,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'playground verify',
  });
  // Without it, a connection that the server closes ends the process; the next query says so.
  client.on('error', () => undefined);
  const session = new Session(client, place);
  await session.open();
  return {
    name: place,
    kind: 'postgres',
    tables: () => tablesOf(session),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** A URI without its password. */
function placeOf(uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url === undefined) throw badUri('it has another form');
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw badUri(`it begins with ${url.protocol}`);
  url.password = '';
  return url.href;
}

class Session {
  readonly #client: pg.Client;
  readonly #place: string;
  #cursors = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client, place: string) {
    this.#client = client;
    this.#place = place;
  }

  async open(): Promise<void> {
    await this.#named(async () => {
      await this.#client.connect();
      // Every value as text that no setting of the server or the role changes.
      await this.#client.query(
        "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0",
      );
      await this.#client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    });
  }

  /** All rows of a query, some thousand at a time, as the server writes them in text. */
  async *rows(query: string): AsyncGenerator<(string | null)[][]> {
    this.#cursors += 1;
    const cursor = `playground_${this.#cursors}`;
    await this.#ask(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${query}`);
    try {
      for (;;) {
        const rows = await this.#ask(`FETCH ${BATCH_ROWS} FROM ${cursor}`);
        if (rows.length > 0) yield rows;
        if (rows.length < BATCH_ROWS) return;
      }
    } finally {
      // Whoever stops at an error learns of that one.
      await this.#ask(`CLOSE ${cursor}`).catch(() => undefined);
    }
  }

  /** One after another, as the client wants it: tables may be read at a time. */
  #ask(text: string): Promise<(string | null)[][]> {
    const types = { getTypeParser: () => (value: string) => value };
    const ask = async () => (await this.#client.query({ text, rowMode: 'array', types })).rows;
    const asked = this.#last.then(() => this.#named(ask));
    this.#last = asked.catch(() => undefined);
    return asked;
  }

  async #named<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      throw postgresFailed(this.#place, (cause as Error).message, cause);
    }
  }
}

/** A row for each column, in order, with its place in the primary key: from 1 on, or 0. Partitions are in their table. */
const CATALOGUE = `
  SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
         coalesce(array_position(k.conkey, a.attnum), 0)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY n.nspname, c.relname, a.attnum`;

interface CatalogueColumn {
  readonly schema: string;
  readonly table: string;
  readonly name: string | null;
  readonly type: string;
  readonly keyPlace: number;
}

async function tablesOf(session: Session): Promise<DestinationTable[]> {
  const byTable = new Map<string, CatalogueColumn[]>();
  for await (const rows of session.rows(CATALOGUE)) {
    for (const [schema, table, name, type, keyPlace] of rows as [
      string,
      string,
      string | null,
      string,
      string,
    ][]) {
      const from = `${quoted(schema)}.${quoted(table)}`;
      const column = { schema, table, name, type, keyPlace: Number(keyPlace) };
      byTable.set(from, [...(byTable.get(from) ?? []), column]);
    }
  }
  return [...byTable].map(([from, columns]) => postgresTable(session, from, columns));
}

function postgresTable(session: Session, from: string, found: readonly CatalogueColumn[]): DestinationTable {
  const [{ schema, table }] = found as readonly [CatalogueColumn];
  // A table may have no columns.
  const columns = found.flatMap((column) => (column.name === null ? [] : [{ ...column, name: column.name }]));
  const reads = columns.flatMap(({ type }, index) => {
    const read = readerOf(type);
    return read ? [{ index, read }] : [];
  });
  const key = columns
    .filter(({ keyPlace }) => keyPlace > 0)
    .sort((one, other) => one.keyPlace - other.keyPlace);
  return {
    name: `${schema}.${table}`,
    columns: columns.map(({ name, type }) => ({ name, type })),
    key: key.map(({ name }) => name),
    count: async () => {
      for await (const [row] of session.rows(`SELECT count(*) FROM ${from}`)) return Number(row?.[0]);
      return 0;
    },
    async *batches() {
      const selected = columns.map(({ name }) => quoted(name)).join();
      for await (const rows of session.rows(`SELECT ${selected} FROM ${from}`)) {
        for (const row of rows as Found[][]) {
          for (const { index, read } of reads) {
            const text = row[index];
            if (typeof text === 'string') row[index] = read(text);
          }
        }
        yield rows;
      }
    },
  };
}
