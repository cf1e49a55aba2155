import { requireMap, wrong } from '../../core/faults/written.ts';
import type { Value } from '../../fixtures/table.ts';
import type { Json, OpenApiDocument, Part } from './document.ts';

/** A schema with what it is made of put together: all of `allOf`, one of `oneOf` and `anyOf`. */
export interface MergedSchema {
  readonly value: Json;
  readonly where: string;
  /** Other than `null`. */
  readonly type: string | undefined;
  readonly isNullable: boolean;
  readonly properties: readonly (readonly [name: string, schema: Part])[];
  readonly required: readonly string[];
  readonly items: Part | undefined;
  readonly choices: readonly Value[] | undefined;
  /** The objects of the document that it was made of: one that comes again contains itself. */
  readonly source: readonly object[];
}

const DEEPEST = 50;

/** @throws PlaygroundError `ERR_BAD_OPTION` for what is no schema, or is made of itself */
export function mergedSchema(document: OpenApiDocument, schema: Part, depth = 0): MergedSchema {
  const { value, where } = schema;
  if (depth > DEEPEST) throw wrong(where, 'a schema that is not made of itself', value);
  const own = ownOf(document, schema);
  const all = document.parts(schema, 'allOf').map((one) => mergedSchema(document, one, depth + 1));
  const choice = chosen(document, schema, depth);
  return [...all, ...(choice ? [choice] : [])].reduce(joined, own);
}

function ownOf(document: OpenApiDocument, schema: Part): MergedSchema {
  const { value, where } = schema;
  const types = [value['type'] ?? []].flat();
  const [type] = types.filter((one) => one !== 'null');
  const choices = choicesOf(value, where);
  return {
    ...{ value, where },
    type: typeof type === 'string' ? type : undefined,
    isNullable: value['nullable'] === true || types.includes('null') || (choices?.includes(null) ?? false),
    properties: document.entries(schema, 'properties'),
    required: [value['required'] ?? []].flat().filter((name) => typeof name === 'string'),
    items: document.part(schema, 'items'),
    choices,
    // A schema that a `$ref` leads to is known by its members: those of a part are copies.
    source: [value['properties'], value['allOf'], value['oneOf'], value['anyOf'], value['items']].filter(
      (one): one is object => typeof one === 'object' && one !== null,
    ),
  };
}

function choicesOf(value: Json, where: string): readonly Value[] | undefined {
  if (value['const'] !== undefined) return [value['const'] as Value];
  const list = value['enum'];
  if (list === undefined) return undefined;
  if (!Array.isArray(list) || list.length === 0) throw wrong(`${where}.enum`, 'a list of values', list);
  return list.every((one) => typeof one !== 'object' || one === null) ? list : undefined;
}

/** The first that is more than null; a field that is sometimes an object and sometimes its key is the latter. */
function chosen(document: OpenApiDocument, schema: Part, depth: number): MergedSchema | undefined {
  const ways = [...document.parts(schema, 'oneOf'), ...document.parts(schema, 'anyOf')];
  const found = ways.map((one) => mergedSchema(document, one, depth + 1));
  if (found.length === 0) return undefined;
  const some = found.filter(({ value }) => value['type'] !== 'null');
  const leaf = some.find(({ type }) => type !== undefined && type !== 'object' && type !== 'array');
  const first = leaf ?? some[0] ?? (found[0] as MergedSchema);
  const isNullable = found.some((one) => one.isNullable || one.value['type'] === 'null');
  return { ...first, isNullable, required: first.required };
}

function joined(one: MergedSchema, other: MergedSchema): MergedSchema {
  requireMap(other.value, other.where);
  const names = new Set(other.properties.map(([name]) => name));
  return {
    value: { ...other.value, ...one.value },
    where: one.where,
    type: one.type ?? other.type,
    isNullable: one.isNullable || other.isNullable,
    properties: [...one.properties.filter(([name]) => !names.has(name)), ...other.properties],
    required: [...one.required, ...other.required],
    items: one.items ?? other.items,
    choices: one.choices ?? other.choices,
    source: [...one.source, ...other.source],
  };
}

/** The first example that a schema gives. */
export function exampleIn({ value }: Pick<MergedSchema, 'value'>): unknown {
  return examplesIn({ value })[0];
}

/** All of them: one in 3.0, a list in 3.1. */
export function examplesIn({ value }: Pick<MergedSchema, 'value'>): readonly unknown[] {
  const { example, examples } = value;
  if (example !== undefined) return [example];
  return Array.isArray(examples) ? examples : [];
}
