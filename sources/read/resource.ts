import { mapOf, oneOf, type Reader, text, whole, wrong } from '../../core/faults/written.ts';
import {
  type Deletes,
  type ListFormat,
  type ListOrder,
  PAGE_VARIABLES,
  type Paging,
  type Resource,
  type Since,
  type Sort,
  type Template,
} from '../declaration.ts';
import { shortNameOf } from '../short-name.ts';
import { readFields } from './fields.ts';
import { readFilters } from './filters.ts';
import { readFormat } from './format.ts';
import { type Of, readOf } from './of.ts';
import { ONE_PAGE, readPaging } from './paging.ts';
import { partsOf } from './parts-of.ts';
import { readOrder, readSince, readSort } from './since.ts';
import { templateOf } from './template.ts';
import { names } from './texts.ts';

/** What a file says of a resource. */
interface WrittenResource {
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly rows?: number | string;
  readonly of?: Of;
  readonly key?: readonly string[];
  readonly fields?: { readonly value: unknown; readonly where: string };
  readonly body?: Template;
  readonly paging?: Paging;
  readonly since?: Since;
  readonly order?: ListOrder;
  readonly sort?: Sort;
  readonly filters?: { readonly value: unknown; readonly where: string };
  readonly format?: ListFormat;
  readonly one?: boolean;
  readonly deletes?: { readonly value: unknown; readonly where: string };
  readonly ignores?: readonly string[];
}

/** Stands in paths and for names of members, so that several resources can say one thing of themselves. */
const RESOURCE = '$resource';
const PEOPLE = 'people';
const MOST_ROWS = 1e12;
const PATH = /^\/[^?#\s]*$/;
const PART_NAME = /^[A-Za-z_]\w*$/;

const bool: Reader<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value;
  throw wrong(where, 'true or false', value);
};

const pathIn: Reader<string> = (value, where) => {
  if (typeof value !== 'string' || !PATH.test(value))
    throw wrong(where, 'a path such as /v1/customers', value);
  const parts = partsOf(value);
  const isEach = parts.every((part, index) => PART_NAME.test(part) && parts.indexOf(part) === index);
  if (isEach) return value;
  throw wrong(where, 'a path whose parts in braces have names of their own such as {customer_id}', value);
};

/** Left as it is until the rest of the resource is known. */
const later = (value: unknown, where: string) => ({ value, where });

const written = mapOf<WrittenResource>({
  path: pathIn,
  method: oneOf('GET', 'POST'),
  rows: (value, where) =>
    typeof value === 'string' ? text(value, where) : whole(0, MOST_ROWS, 'a number of rows')(value, where),
  of: readOf,
  key: names,
  fields: later,
  body: templateOf(PAGE_VARIABLES),
  paging: readPaging,
  since: readSince,
  order: readOrder,
  sort: readSort,
  filters: later,
  format: readFormat,
  one: bool,
  deletes: later,
  ignores: names,
});

/** @param name of the source and the resource: `acme.customers` */
export function readResource(name: string, value: unknown, where: string): Resource {
  const read = written(value, where);
  const short = shortNameOf({ name });
  const { path, of, fields: givenFields, rows = PEOPLE, since, paging = ONE_PAGE } = read;
  if (path === undefined) throw wrong(where, "a map with 'path'", value);
  if (of && read.rows !== undefined) throw wrong(`${where}.rows`, "left out beside 'of'", read.rows);
  if (givenFields === undefined) throw wrong(where, "a map with 'fields'", value);
  const { columns, item } = readFields(givenFields.value, givenFields.where);
  const { format = { is: 'json' } } = read;
  if (format.is !== 'json' && read.body !== undefined)
    throw wrong(`${where}.body`, `left out beside the format ${format.is}`, read.body);
  const known = columns.map(({ name: column }) => column);
  const key = read.key ?? [known.includes('id') ? 'id' : (known[0] as string)];
  const missing = key.find((column) => !known.includes(column));
  if (missing !== undefined) throw wrong(`${where}.key`, `one of the fields ${known.join(', ')}`, missing);
  return {
    name,
    table: {
      ...{ name, rows, key, columns },
      ...(of && { parent: { table: `${name.slice(0, name.indexOf('.'))}.${of.resource}`, most: of.most } }),
    },
    method: read.method ?? 'GET',
    path: path.replace(RESOURCE, short),
    item,
    body: read.body === undefined ? '$items' : withResource(read.body, short),
    paging,
    ...(since && { since }),
    order: read.order ?? { by: since?.by ?? 'position', isBackwards: false },
    ...(read.sort && { sort: read.sort }),
    filters: read.filters ? readFilters(read.filters, known) : {},
    format,
    hasOne: read.one ?? true,
    ...(read.deletes && { deletes: readDeletes(read.deletes, key, since) }),
    ignores: read.ignores ?? [],
  };
}

/** With the name of the resource in place of `$resource` as the name of a member. */
function withResource(template: Template, resource: string): Template {
  if (Array.isArray(template)) return template.map((part: Template) => withResource(part, resource));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, part]) => [
      name === RESOURCE ? resource : name,
      withResource(part as Template, resource),
    ]),
  );
}

/** A path, or `{ path, parameter, body, item }`. */
function readDeletes(
  { value, where }: { readonly value: unknown; readonly where: string },
  key: readonly string[],
  since: Since | undefined,
): Deletes {
  const item = templateOf([...key, 'deletedAt']);
  const given: Partial<Deletes> =
    typeof value === 'string'
      ? { path: pathIn(value, where) }
      : mapOf<Partial<Deletes>>({ path: pathIn, parameter: text, body: templateOf(['items']), item })(
          value,
          where,
        );
  if (given.path === undefined) throw wrong(where, "a path, or a map with 'path'", value);
  return {
    path: given.path,
    parameter: given.parameter ?? since?.parameter ?? 'since',
    body: given.body ?? '$items',
    item:
      given.item ??
      Object.fromEntries([...key.map((column) => [column, `$${column}`]), ['deleted_at', '$deletedAt']]),
  };
}
