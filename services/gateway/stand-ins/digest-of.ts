import { createHash } from 'node:crypto';

/**
 * Lower-case hexadecimal digits (up to 64) that depend on a text alone: the correlation id of an answer to a request,
 * or the token for a code. Rows of the world are not made of it.
 */
export function digestOf(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
