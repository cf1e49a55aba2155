import pg from 'pg';
import type { QueryField } from './query.ts';

/** The names of the built-in types by their number, which is what results carry. */
const TYPE_NAMES = new Map<number, string>(
  Object.entries(pg.types.builtins).map(([name, oid]) => [oid, name.toLowerCase()]),
);
/** The arrays of them that people make (PostgreSQL, `pg_type.dat`). */
const ARRAY_TYPES = new Map([
  [1000, 'bool[]'],
  [1005, 'int2[]'],
  [1007, 'int4[]'],
  [1016, 'int8[]'],
  [1021, 'float4[]'],
  [1022, 'float8[]'],
  [1231, 'numeric[]'],
  [1009, 'text[]'],
  [1014, 'bpchar[]'],
  [1015, 'varchar[]'],
  [1115, 'timestamp[]'],
  [1182, 'date[]'],
  [1185, 'timestamptz[]'],
  [199, 'json[]'],
  [3807, 'jsonb[]'],
  [2951, 'uuid[]'],
]);
/** Modifiers count from here (`VARHDRSZ`); none is -1. */
const ORIGIN = 4;

/** A column of a result from its row description: a type by number, and what was in parentheses after it, packed. */
export function postgresField({ name, dataTypeID, dataTypeModifier }: pg.FieldDef): QueryField {
  const type = TYPE_NAMES.get(dataTypeID) ?? ARRAY_TYPES.get(dataTypeID) ?? 'text';
  const modifier = dataTypeModifier - ORIGIN;
  if (modifier < 0) return { name, type };
  if (type === 'numeric')
    return { name, type, digits: { precision: modifier >> 16, scale: modifier & 0x7ff } };
  if (type === 'varchar' || type === 'bpchar') return { name, type, characters: modifier };
  return { name, type };
}
