import { access } from 'node:fs/promises';
import type { Destination, DestinationTable, Found } from '../../destination.ts';
import { noDuckdbReader, noSuchFile } from '../errors.ts';
import type { CsvField } from '../files/csv-records.ts';
import { quoted } from '../quoted.ts';
import { dltStateSize } from './dlt-state.ts';
import type { DuckdbConnection } from './duckdb-connection.ts';
import { passageOf } from './duckdb-types.ts';
import { peerConnection } from './peer-connection.ts';
import { hasDuckdb, pythonConnection } from './python-connection.ts';

/**
 * Opens a DuckDB file for reading. Of a file that `fivetran debug` wrote, the tables are those of the schemas that it
 * writes: `tester`, and `tester_x` for a declared schema x. Of another file, those of all schemas.
 *
 * @param python an interpreter with the module `duckdb`: best the one that wrote the file. Without one, or where it has
 *   no such module, `@duckdb/node-api` is used if it is installed
 * @throws PlaygroundError `ERR_BAD_OPTION` without a file, `ERR_CANNOT_COMPARE` when it is locked, damaged, of another
 *   version, or nothing here can read it
 */
export async function openDuckdb(file: string, python: string | undefined): Promise<Destination> {
  await access(file).catch(() => {
    throw noSuchFile(file);
  });
  const connection = await connect(file, python);
  return {
    name: file,
    kind: 'duckdb',
    tables: () => tablesOf(connection),
    stateSize: () => dltStateSize(connection),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

async function connect(file: string, python: string | undefined): Promise<DuckdbConnection> {
  if (python !== undefined && (await hasDuckdb(python))) return pythonConnection(python, file);
  const peer = await peerConnection(file);
  if (peer === undefined) throw noDuckdbReader(file);
  return peer;
}

/** A row for each column, in order, with its place in the primary key: from 1 on, or 0. */
const CATALOGUE = `
  SELECT c.schema_name, c.table_name, c.column_name, c.data_type,
         coalesce(list_position(k.constraint_column_names, c.column_name), 0)
  FROM duckdb_columns() c
  JOIN duckdb_tables() t USING (database_oid, schema_oid, table_oid)
  LEFT JOIN duckdb_constraints() k ON (k.database_oid, k.schema_oid, k.table_oid, k.constraint_type)
                                    = (c.database_oid, c.schema_oid, c.table_oid, 'PRIMARY KEY')
  WHERE c.database_name = current_database() AND NOT t.internal AND c.table_name <> '_fivetran_metadata'
  ORDER BY c.schema_name, c.table_name, c.column_index`;

interface CatalogueColumn {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly keyPlace: number;
}

async function tablesOf(connection: DuckdbConnection): Promise<DestinationTable[]> {
  const columns: CatalogueColumn[] = [];
  for await (const rows of connection.rows(CATALOGUE, 5)) {
    for (const row of rows) {
      const [schema, table, name, type, keyPlace] = row.map(String) as [
        string,
        string,
        string,
        string,
        string,
      ];
      columns.push({ schema, table, name, type, keyPlace: Number(keyPlace) });
    }
  }
  const isOfDebug = columns.some(({ schema }) => isSchemaOfDebug(schema));
  const shown = columns.filter(({ schema }) => !isOfDebug || isSchemaOfDebug(schema));
  const byTable = new Map<string, CatalogueColumn[]>();
  for (const column of shown) {
    const table = `${quoted(column.schema)}.${quoted(column.table)}`;
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  return [...byTable].map(([table, found]) => duckdbTable(connection, table, found));
}

function isSchemaOfDebug(schema: string): boolean {
  return schema === 'tester' || schema.startsWith('tester_');
}

function duckdbTable(
  connection: DuckdbConnection,
  from: string,
  columns: readonly CatalogueColumn[],
): DestinationTable {
  const [{ schema, table }] = columns as readonly [CatalogueColumn];
  const passages = columns.map(({ type }) => passageOf(type));
  const selected = columns.map(({ name }, index) => passages[index]?.select(quoted(name)));
  const reads = passages.flatMap(({ read }, index) => (read ? [{ index, read }] : []));
  return {
    name: `${schema}.${table}`,
    columns: columns.map(({ name, type }) => ({ name, type })),
    key: columns
      .filter(({ keyPlace }) => keyPlace > 0)
      .sort((one, other) => one.keyPlace - other.keyPlace)
      .map(({ name }) => name),
    count: async () => {
      for await (const [row] of connection.rows(`SELECT count(*) FROM ${from}`, 1)) return Number(row?.[0]);
      return 0;
    },
    async *batches() {
      for await (const rows of connection.rows(`SELECT ${selected.join()} FROM ${from}`, columns.length)) {
        yield rows.map((row) => readRow(row, reads));
      }
    },
  };
}

/** In place: most values stay as they are. */
function readRow(
  row: CsvField[],
  reads: readonly { readonly index: number; readonly read: (text: string) => Found }[],
): Found[] {
  const values: Found[] = row;
  for (const { index, read } of reads) {
    const text = row[index];
    if (typeof text === 'string') values[index] = read(text);
  }
  return values;
}
