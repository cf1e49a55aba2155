import type { DestinationTable } from '../destination.ts';
import { lastPart } from './same-name.ts';
import { isSystemColumn } from './system-columns.ts';

/** What dlt has in each of its schemas. */
const DLT_VERSION = '_dlt_version';
/** How dlt names the schema in which rows wait for a merge. */
const STAGING = '_staging';
/** What dlt adds to a table of the elements of a list, which it names `parent__column`. */
const PARENT_ID = '_dlt_parent_id';

/**
 * The tables of a destination that have rows of a source. Left out are a loader's own (`_dlt_loads`), those without a column of a
 * source, and the rows that dlt keeps of the last merge (schema `x_staging` beside `x`). dlt's tables of the elements of lists are
 * told as `lists` of the table whose rows have the lists.
 */
export function tablesOfSources(tables: readonly DestinationTable[]): readonly DestinationTable[] {
  const isStaging = stagingIn(tables);
  const own = tables.filter(
    ({ name, columns }) =>
      !isSystemColumn(lastPart(name)) &&
      !isStaging(name) &&
      columns.some((column) => !isSystemColumn(column.name)),
  );
  const lists = own.filter(({ columns }) => columns.some(({ name }) => name === PARENT_ID));
  return own
    .filter((table) => !lists.includes(table))
    .map((table) => {
      const below = lists.filter(({ name }) => name.startsWith(`${table.name}__`));
      return below.length === 0 ? table : { ...table, lists: below.map(({ name }) => name) };
    });
}

function stagingIn(tables: readonly DestinationTable[]): (table: string) => boolean {
  const schemas = tables
    .filter(({ name }) => lastPart(name) === DLT_VERSION)
    .map(({ name }) => schemaOf(name));
  return (table) => {
    const schema = schemaOf(table);
    const loaded = schema.endsWith(STAGING) ? schema.slice(0, -STAGING.length) : undefined;
    return loaded !== undefined && schemas.includes(schema) && schemas.includes(loaded);
  };
}

function schemaOf(table: string): string {
  return table.slice(0, -lastPart(table).length - 1);
}
