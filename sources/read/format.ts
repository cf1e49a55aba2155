import { mapOf, oneOf, type Reader, wrong } from '../../core/faults/written.ts';
import type { ListFormat } from '../declaration.ts';

const NAME = /^[A-Za-z_][\w.-]*$/;

const element: Reader<string> = (value, where) => {
  if (typeof value === 'string' && NAME.test(value)) return value;
  throw wrong(where, 'a name of an element of XML', value);
};

const xml = mapOf<{ root: string; item: string }>({ root: element, item: element });

/** `json`, `ndjson`, `csv`, or `{ xml: { root: customers, item: customer } }`. */
export function readFormat(value: unknown, where: string): ListFormat {
  if (typeof value === 'string') return { is: oneOf('json', 'ndjson', 'csv')(value, where) };
  const read = mapOf<{ xml: { root: string; item: string } }>({ xml })(value, where);
  const { root, item } = read.xml ?? {};
  if (root === undefined || item === undefined)
    throw wrong(where, "json, ndjson, csv, or a map 'xml' with 'root' and 'item'", value);
  return { is: 'xml', root, item };
}
