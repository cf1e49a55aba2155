import type { Destination, DestinationKind } from '../destination.ts';
import { openAirbyte } from './airbyte/open-airbyte.ts';
import { openDuckdb } from './duckdb/open-duckdb.ts';
import { CSV_FORMAT } from './files/csv-format.ts';
import { NDJSON_FORMAT } from './files/ndjson-format.ts';
import { openFiles } from './files/open-files.ts';
import { PARQUET_FORMAT } from './parquet/parquet-format.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSinger } from './singer/open-singer.ts';

/** Where rows are, as a user names it. */
export interface DestinationPlace {
  readonly kind: DestinationKind;
  /** A file of DuckDB, the URI of a PostgreSQL database, a folder of Singer's files; of the others a file, a folder or a pattern. */
  readonly place: string;
  /** An interpreter with the module `duckdb`, for files of DuckDB. */
  readonly python?: string | undefined;
  /** The configured catalog, for messages of Airbyte. */
  readonly catalog?: string | undefined;
}

/**
 * Opens a destination for reading. Nothing in it is changed.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when the place cannot be one, `ERR_CANNOT_COMPARE` when it cannot be read now.
 *   Reading the tables may throw the latter too.
 */
export async function openDestination({
  kind,
  place,
  python,
  catalog,
}: DestinationPlace): Promise<Destination> {
  switch (kind) {
    case 'duckdb':
      return openDuckdb(place, python);
    case 'csv':
      return openFiles(place, CSV_FORMAT);
    case 'ndjson':
      return openFiles(place, NDJSON_FORMAT);
    case 'parquet':
      return openFiles(place, PARQUET_FORMAT);
    case 'airbyte':
      return openAirbyte(place, catalog);
    case 'postgres':
      return openPostgres(place);
    case 'singer':
      return openSinger(place);
  }
}
