import type { Value } from '../../fixtures/table.ts';
import { formatOfText } from '../outline/format-of-text.ts';
import { ANY, type LeafShape, type Member, type Shape } from '../outline/shape.ts';
import type { OpenApiDocument, Part } from './document.ts';
import { exampleIn, examplesIn, type MergedSchema, mergedSchema } from './merged-schema.ts';

const TYPES: Readonly<Record<string, LeafShape['type']>> = {
  string: 'text',
  integer: 'whole',
  number: 'number',
  boolean: 'boolean',
};
/** Schemas in schemas deeper than this are not looked into, and no more than so many in all. */
const DEEPEST = 18;
const MOST_SHAPES = 20_000;

/**
 * What values of a schema look like. A schema that contains itself is cut where it comes again.
 *
 * @param schema of OpenAPI 3.0 or 3.1
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is no schema
 */
export function shapeOfSchema(document: OpenApiDocument, schema: Part): Shape {
  return shapeOf({ document, left: MOST_SHAPES }, schema, undefined, []) ?? ANY;
}

/** One schema while it is looked through: schemas that refer to each other can unfold to more than anybody reads. */
interface Unfolding {
  readonly document: OpenApiDocument;
  left: number;
}

/** @returns undefined of a schema that contains itself, and of those beyond what is looked at */
function shapeOf(
  unfolding: Unfolding,
  schema: Part,
  example: unknown,
  above: readonly object[],
): Shape | undefined {
  const { document } = unfolding;
  unfolding.left -= 1;
  if (unfolding.left < 0) return undefined;
  const merged = mergedSchema(document, schema);
  const { source, properties, items, isNullable } = merged;
  if (source.some((one) => above.includes(one)) || above.length > DEEPEST) return undefined;
  const inside = [...above, ...source];
  const given = exampleIn(merged) ?? example;
  if (items !== undefined && (merged.type === 'array' || merged.type === undefined)) {
    const item = shapeOf(unfolding, items, Array.isArray(given) ? given[0] : undefined, inside);
    return item && { is: 'list', item, isNullable };
  }
  if (merged.type === 'array') return { is: 'list', item: ANY, isNullable };
  if (properties.length > 0 || merged.type === 'object')
    return { is: 'object', members: membersOf(unfolding, merged, given, inside), isNullable };
  return leafOf(merged, given);
}

function membersOf(
  unfolding: Unfolding,
  { properties, required }: MergedSchema,
  example: unknown,
  above: readonly object[],
): readonly Member[] {
  return properties.flatMap(([name, schema]): Member[] => {
    if (schema.value['writeOnly'] === true) return [];
    const given =
      typeof example === 'object' && example !== null
        ? (example as Record<string, unknown>)[name]
        : undefined;
    const shape = shapeOf(unfolding, schema, given, above);
    return shape === undefined ? [] : [{ name, shape, isRequired: required.includes(name) }];
  });
}

/** The shape of a value that is neither object nor list. */
export function leafOf(merged: MergedSchema, example?: unknown): LeafShape {
  const { type, value, isNullable, choices } = merged;
  const own = examplesIn(merged);
  const examples = [...(own.length > 0 ? own : [example]), value['default']].filter(isScalar);
  const known = TYPES[type ?? ''] ?? typeOfValue(choices?.find((one) => one !== null) ?? examples[0]);
  const format = typeof value['format'] === 'string' ? value['format'] : undefined;
  const seen =
    format ?? (known === 'text' ? examples.map((one) => formatOfText(String(one))).find(Boolean) : undefined);
  return {
    is: 'leaf',
    type: known,
    isNullable,
    examples: examples.filter((one) => one !== null),
    ...(seen !== undefined && { format: seen }),
    ...(choices !== undefined && { choices }),
    ...boundsOf(value, known === 'whole'),
    ...(typeof value['maxLength'] === 'number' && { longest: value['maxLength'] }),
    ...(typeof value['pattern'] === 'string' && { pattern: value['pattern'] }),
  };
}

function boundsOf(
  value: Readonly<Record<string, unknown>>,
  isWhole: boolean,
): { least?: number; most?: number } {
  const step = isWhole ? 1 : 0.01;
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = value;
  // In 3.0 they are true or false, in 3.1 numbers.
  const least =
    typeof above === 'number'
      ? above + step
      : typeof minimum === 'number'
        ? minimum + (above === true ? step : 0)
        : undefined;
  const most =
    typeof below === 'number'
      ? below - step
      : typeof maximum === 'number'
        ? maximum - (below === true ? step : 0)
        : undefined;
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}

function typeOfValue(value: unknown): LeafShape['type'] {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'whole' : 'number';
  return 'any';
}

function isScalar(value: unknown): value is Exclude<Value, object> {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
