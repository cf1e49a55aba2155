import { createHash } from 'node:crypto';

/** A short text that only these have: what is kept of what a client sends must not be as long as the client likes. */
export function digestOf(sent: string | Buffer): string {
  return createHash('sha256').update(sent).digest('base64');
}
