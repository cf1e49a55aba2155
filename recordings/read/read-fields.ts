import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Field } from '../exchange.ts';
import { EntryError, isObject, type JsonObject } from './har-value.ts';

/**
 * The header fields of a message. Chrome writes the pseudo fields of HTTP/2 among them (`:status`), which are left out, and
 * those that came several times as one with line feeds.
 *
 * @throws EntryError for a field that cannot be sent
 */
export function readFields(message: JsonObject, path: string): Field[] {
  const { headers = [] } = message;
  if (!Array.isArray(headers)) throw new EntryError(`'${path}.headers' must be a list`);
  return headers.flatMap((header: unknown): Field[] => {
    const { name, value = '' } = isObject(header) ? header : {};
    if (typeof name !== 'string' || typeof value !== 'string') {
      throw new EntryError(
        `'${path}.headers' has ${JSON.stringify(header)}, and must have a name and a value in each`,
      );
    }
    if (name.startsWith(':')) return [];
    return value.split('\n').map((each) => checked(name, each.trim(), path));
  });
}

function checked(name: string, value: string, path: string): Field {
  // Bytes beyond ASCII are sent as UTF-8.
  const sent = Buffer.from(value).toString('latin1');
  try {
    validateHeaderName(name);
    validateHeaderValue(name, sent);
  } catch {
    throw new EntryError(`'${path}.headers' has a field that HTTP does not allow: ${JSON.stringify(name)}`);
  }
  return { name, value: sent };
}
