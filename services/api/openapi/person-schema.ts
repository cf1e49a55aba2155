import type { Dataset } from '../../../fixtures/dataset.ts';
import type { Column, ColumnType } from '../../../fixtures/table.ts';
import { livingPeople } from '../../../fixtures/tables/people.ts';
import type { JsonSchema } from '../parameters.ts';
import { personSchema, time } from '../schemas.ts';

/** Clocks end with the year 9999. */
const LAST = Date.UTC(9999, 11, 31);

/**
 * A person of a world. In one that lives there may be further columns, and what may be null; a column that comes or goes as
 * time passes is not required, and where its type changes both are allowed.
 */
export function personSchemaOf(dataset: Dataset): JsonSchema {
  if (!dataset.plan.lives) return personSchema;
  const table = livingPeople(dataset);
  const instants = [dataset.anchor, ...table.columnChanges(dataset.anchor, LAST)];
  const times = instants.map((at) => table.columnsAt(at));
  const known = personSchema['properties'] as Readonly<Record<string, JsonSchema>>;
  const properties: Record<string, JsonSchema> = {};
  for (const column of times.flat()) properties[column.name] = schemaOf(column, known[column.name]);
  const required = Object.keys(properties).filter((name) =>
    times.every((columns) => columns.some((column) => column.name === name)),
  );
  return { ...personSchema, required, properties };
}

/** The last that is said of a column holds: a type that becomes wider includes what it was. */
function schemaOf({ type, isNullable = false }: Column, known: JsonSchema | undefined): JsonSchema {
  const schema = known ?? TYPES[type.kind];
  return isNullable ? { ...schema, type: [schema['type'], 'null'] } : schema;
}

const TYPES: Readonly<Record<ColumnType['kind'], JsonSchema>> = {
  integer: { type: 'integer' },
  bigint: { type: 'string' },
  decimal: { type: 'string' },
  double: { type: 'number' },
  single: { type: 'number' },
  boolean: { type: 'boolean' },
  text: { type: 'string' },
  date: { type: 'string' },
  timestamp: time,
  json: {},
};
