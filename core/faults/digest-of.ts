import { createHash } from 'node:crypto';

/** A short text that only this one has: what is kept of a text of a client's must not be as long as the client likes. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
