import { presentValue } from './present-value.ts';
import type { QueryField, Row } from './query.ts';
import { countScales, type RowType, rowTypesOf, snowflakeType } from './row-type.ts';
import { columnName } from './select-list.ts';

/** Presents the rows of a result one by one, and then their columns, which are known only when all rows are. */
export class ResultPresenter {
  readonly #fields: readonly QueryField[];
  readonly #nameOf: (stored: string, column: number) => string;
  readonly #types;
  readonly #scales: number[];

  /** @param columns what a query asked for, as written; undefined for a statement that shows names as they are */
  constructor(fields: readonly QueryField[], columns: readonly string[] | undefined) {
    this.#fields = fields;
    const written = columns?.length === fields.length ? columns : [];
    this.#nameOf = (stored, column) => (columns ? columnName(written[column], stored) : stored);
    this.#types = fields.map(snowflakeType);
    this.#scales = fields.map(() => 0);
  }

  present(row: Row): Row {
    countScales(this.#scales, row);
    return this.#types.map((type, column) =>
      presentValue(type, row[column] ?? null, this.#fields[column]?.type),
    );
  }

  /** The columns, after the last row. */
  get rowtype(): readonly RowType[] {
    return rowTypesOf(this.#fields, this.#nameOf, this.#scales);
  }
}
