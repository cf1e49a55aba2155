import type { CsvField } from '../files/csv-records.ts';

/** Whatever can ask a DuckDB file, which it never changes. */
export interface DuckdbConnection extends AsyncDisposable {
  /**
   * The rows of a query, some thousand at a time, every value as DuckDB writes it in text.
   *
   * @param columns how many the query gives
   * @throws PlaygroundError `ERR_CANNOT_COMPARE` when the file is locked, damaged or of another version
   */
  rows(query: string, columns: number): AsyncIterable<CsvField[][]>;
}
