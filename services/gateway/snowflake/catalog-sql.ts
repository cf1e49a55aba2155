import { quoteIdentifier, quoteLiteral } from './identifier.ts';

/** Names in capitals, as `shownName` writes them. */
const SHOWN = (column: string): string =>
  `(CASE WHEN ${column} = lower(${column}) THEN upper(${column}) ELSE ${column} END)::text`;

const OWN_SCHEMAS = `table_schema NOT LIKE 'pg\\_%' AND table_schema <> 'information_schema'`;

/** Snowflake's names for PostgreSQL's types; whatever else there is reads as text. */
const DATA_TYPE = `CASE data_type
  WHEN 'smallint' THEN 'NUMBER' WHEN 'integer' THEN 'NUMBER' WHEN 'bigint' THEN 'NUMBER' WHEN 'numeric' THEN 'NUMBER'
  WHEN 'real' THEN 'FLOAT' WHEN 'double precision' THEN 'FLOAT'
  WHEN 'boolean' THEN 'BOOLEAN' WHEN 'date' THEN 'DATE' WHEN 'time without time zone' THEN 'TIME' WHEN 'bytea' THEN 'BINARY'
  WHEN 'timestamp without time zone' THEN 'TIMESTAMP_NTZ' WHEN 'timestamp with time zone' THEN 'TIMESTAMP_TZ'
  WHEN 'json' THEN 'VARIANT' WHEN 'jsonb' THEN 'VARIANT' WHEN 'ARRAY' THEN 'ARRAY' ELSE 'TEXT' END`;

/** A view of Snowflake's information schema as a subquery over PostgreSQL's. */
export function informationSchemaView(view: 'columns' | 'tables', database: string): string {
  const names = `${quoteLiteral(database)}::text AS table_catalog, ${SHOWN('table_schema')} AS table_schema, ${SHOWN('table_name')} AS table_name`;
  const columns =
    view === 'tables'
      ? `table_type::text AS table_type`
      : `${SHOWN('column_name')} AS column_name, ordinal_position::int4 AS ordinal_position,
         column_default::text AS column_default, is_nullable::text AS is_nullable, data_type,
         CASE WHEN data_type = 'TEXT' THEN coalesce(characters, 16777216) END AS character_maximum_length,
         CASE WHEN data_type = 'NUMBER' THEN coalesce(digits, 38) END AS numeric_precision,
         CASE WHEN data_type = 'NUMBER' THEN scale END AS numeric_scale,
         CASE WHEN data_type LIKE 'TIME%' THEN 9 END AS datetime_precision`;
  const from =
    view === 'tables'
      ? 'information_schema.tables'
      : `(SELECT table_schema, table_name, column_name, ordinal_position, column_default, is_nullable,
          ${DATA_TYPE} AS data_type, character_maximum_length::int4 AS characters, numeric_scale::int4 AS scale,
          CASE data_type WHEN 'numeric' THEN numeric_precision::int4 END AS digits
          FROM information_schema.columns) AS own`;
  return `(SELECT ${names}, ${columns} FROM ${from} WHERE ${OWN_SCHEMAS})`;
}

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** What `SHOW PRIMARY KEYS IN TABLE` lists, in its columns. PostgreSQL does not know when a key was made. */
export function primaryKeysSql({ schema, table }: TableName, database: string): string {
  const name = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
  return `SELECT to_timestamp(0) AS created_on, ${quoteLiteral(database)}::text AS database_name,
    ${SHOWN('n.nspname')} AS schema_name, ${SHOWN('c.relname')} AS table_name, ${SHOWN('a.attname')} AS column_name,
    k.position AS key_sequence, ${SHOWN('p.conname')} AS constraint_name, 'false'::text AS rely, NULL::text AS comment
  FROM pg_constraint p
    JOIN pg_class c ON c.oid = p.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k(attnum, position)
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
  WHERE p.contype = 'p' AND c.oid = ${quoteLiteral(name)}::regclass
  ORDER BY k.position`;
}
