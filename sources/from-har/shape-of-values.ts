import type { Value } from '../../fixtures/table.ts';
import { formatOfText } from '../outline/format-of-text.ts';
import { ANY, type LeafShape, type Shape } from '../outline/shape.ts';

type Scalar = string | number | boolean;

/** Texts that are the same again and again are choices, if they are no more than so many. */
const MOST_CHOICES = 8;
const TIMES_EACH = 3;
const MOST_EXAMPLES = 5;

/** What values look like that stood in one place of recorded answers. */
export function shapeOfValues(values: readonly unknown[]): Shape {
  const known = values.filter((value) => value !== null && value !== undefined);
  const isNullable = values.includes(null);
  const lists = known.filter((value) => Array.isArray(value));
  if (lists.length > 0) {
    const items = lists.flat();
    return { is: 'list', item: items.length === 0 ? ANY : shapeOfValues(items), isNullable };
  }
  const objects = known.filter((value) => typeof value === 'object') as Readonly<Record<string, unknown>>[];
  if (objects.length === 0) return leafOf(known as Scalar[], isNullable);
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return {
    is: 'object',
    isNullable,
    members: names.map((name) => ({
      name,
      shape: shapeOfValues(objects.filter((one) => Object.hasOwn(one, name)).map((one) => one[name])),
      isRequired: objects.every((one) => Object.hasOwn(one, name)),
    })),
  };
}

/** The shape of values that are neither objects nor lists. */
export function leafOf(values: readonly Scalar[], isNullable: boolean): LeafShape {
  const type = typeOf(values);
  const different = [...new Set(values)];
  const formats = new Set(type === 'text' ? different.map((one) => formatOfText(String(one))) : []);
  const [format] = formats.size === 1 ? formats : [];
  const isChoice =
    type === 'text' &&
    format === undefined &&
    different.length <= MOST_CHOICES &&
    values.length >= different.length * TIMES_EACH;
  return {
    ...{ is: 'leaf', type, isNullable, examples: different.slice(0, MOST_EXAMPLES) },
    ...(format !== undefined && { format }),
    ...(isChoice && { choices: different as readonly Value[] }),
  };
}

function typeOf(values: readonly Scalar[]): LeafShape['type'] {
  const is = (type: string): boolean => values.length > 0 && values.every((value) => typeof value === type);
  if (is('string')) return 'text';
  if (is('boolean')) return 'boolean';
  if (!is('number')) return 'any';
  return values.every((value) => Number.isInteger(value)) ? 'whole' : 'number';
}
