import { type Reader, text } from '../../core/faults/written.ts';
import type { Auth } from '../declaration.ts';
import { oneEntry } from './one-entry.ts';
import { login, texts } from './texts.ts';
import { jwt, oauth2, session } from './token-auth.ts';

/** Each way to authenticate by its word. */
const WAYS: Readonly<Record<string, Reader<Auth>>> = {
  bearer: (value, where) => ({ kind: 'bearer', token: text(value, where) }),
  basic: (value, where) => ({ kind: 'basic', ...login(value, where) }),
  headers: (value, where) => ({ kind: 'headers', values: texts(value, where) }),
  query: (value, where) => ({ kind: 'query', values: texts(value, where) }),
  oauth2,
  login: session,
  jwt,
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
