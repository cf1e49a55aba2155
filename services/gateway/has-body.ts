import type { IncomingMessage } from 'node:http';

/** Whether a body comes with a request: its fields say so, not its method (RFC 9112, section 6). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
