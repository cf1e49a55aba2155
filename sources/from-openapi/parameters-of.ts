import type { Value } from '../../fixtures/table.ts';
import type { Parameter } from '../outline/shape.ts';
import type { OpenApiDocument, Part } from './document.ts';
import { type MergedSchema, mergedSchema } from './merged-schema.ts';
import { leafOf } from './shape-of-schema.ts';

/**
 * The parameters of the query of an operation, its path's among them. One that is an object (`deepObject`) counts as several:
 * `created[gte]`.
 */
export function parametersOf(document: OpenApiDocument, path: Part, operation: Part): readonly Parameter[] {
  const parts = [...document.parts(path, 'parameters'), ...document.parts(operation, 'parameters')];
  // An operation says anew what its path has said.
  const byName = new Map(
    parts.filter(({ value }) => value['in'] === 'query').map((part) => [String(part.value['name']), part]),
  );
  return [...byName].flatMap(([name, part]) => parametersIn(document, name, part));
}

function parametersIn(document: OpenApiDocument, name: string, part: Part): readonly Parameter[] {
  const schema = document.part(part, 'schema') ?? { value: {}, where: part.where };
  const members = membersIn(document, schema);
  const merged = mergedSchema(document, schema);
  if (members.length === 0) {
    const isIndexed = part.value['style'] === 'deepObject' && merged.type === 'array';
    return [parameterOf(isIndexed ? `${name}[]` : name, merged, part.value['example'])];
  }
  return members.map(([member, one]) =>
    parameterOf(`${name}[${member}]`, mergedSchema(document, one), undefined),
  );
}

/** Of a parameter that is an object, or can be one. */
function membersIn(document: OpenApiDocument, schema: Part): MergedSchema['properties'] {
  const ways = [schema, ...document.parts(schema, 'anyOf'), ...document.parts(schema, 'oneOf')];
  return ways.map((way) => mergedSchema(document, way).properties).find((found) => found.length > 0) ?? [];
}

function parameterOf(name: string, merged: MergedSchema, example: unknown): Parameter {
  const { default: byDefault } = merged.value;
  return {
    name,
    leaf: leafOf(merged, example),
    ...(byDefault !== undefined && { byDefault: byDefault as Value }),
  };
}
