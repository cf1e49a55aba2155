import { mapOf, type Reader, requireMap, text, wrong } from '../../core/faults/written.ts';
import type { Auth } from '../declaration.ts';
import { oneEntry } from './one-entry.ts';

const texts: Reader<Readonly<Record<string, string>>> = (value, where) => {
  requireMap(value, where);
  if (Object.keys(value).length === 0) throw wrong(where, 'a map of at least one name to its value', value);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, text(part, `${where}.${name}`)]),
  );
};

const login = mapOf<{ user: string; password: string }>({
  user: text,
  // Some APIs take a key as the user and no password.
  password: (value, where) => (value === '' ? '' : text(value, where)),
});

/** Each way to authenticate by its word. */
const WAYS: Readonly<Record<string, Reader<Auth>>> = {
  bearer: (value, where) => ({ kind: 'bearer', token: text(value, where) }),
  basic: (value, where) => {
    const { user, password } = login(value, where);
    if (user === undefined) throw wrong(where, "a map with 'user' and 'password'", value);
    return { kind: 'basic', user, password: password ?? '' };
  },
  headers: (value, where) => ({ kind: 'headers', values: texts(value, where) }),
  query: (value, where) => ({ kind: 'query', values: texts(value, where) }),
};

/** One way to authenticate, or a list of them of which any will do: `{ bearer: TOKEN }`. `none` lets everybody in. */
export function readAuth(value: unknown, where: string): readonly Auth[] {
  if (value === 'none') return [];
  if (Array.isArray(value)) return value.map((way, index) => readWay(way, `${where}[${index}]`));
  return [readWay(value, where)];
}

function readWay(value: unknown, where: string): Auth {
  return oneEntry(WAYS, value, where);
}
