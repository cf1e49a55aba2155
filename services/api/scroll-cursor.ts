import { badRequest } from './errors.ts';
import type { Parameter } from './parameters.ts';
import { parseTimestamp } from './timestamp.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The keyset cursor: base64 of the last row's update time. Opaque to clients, readable to people. */
export const scrollParam: Parameter<number | undefined> = {
  name: 'scroll_param',
  in: 'query',
  description: 'The cursor from the previous page. Not together with updated_since.',
  required: false,
  schema: { type: 'string', examples: ['MjAyNi0wMS0wMVQwMDowMDowMFo='] },
  /** @returns the time (ms since 1970) after which the next page begins */
  parse(text) {
    if (text === undefined || text === '') return undefined;
    const canonical = text.length % 4 === 0 && BASE64.test(text);
    const time = canonical ? parseTimestamp(Buffer.from(text, 'base64').toString('latin1')) : undefined;
    if (time === undefined) throw badRequest('bad_scroll_param', 'Invalid scroll_param value');
    return time;
  },
};

export function presentScrollParam(updatedAt: string): string {
  return Buffer.from(updatedAt, 'latin1').toString('base64');
}
