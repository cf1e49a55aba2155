import type { IncomingMessage } from 'node:http';
import { badBody } from './errors.ts';

const MOST_BYTES = 1_048_576;

const read = new WeakMap<IncomingMessage, Promise<unknown>>();

/**
 * The body of a request as JSON; undefined of one without a body. Whoever asks first has it read.
 *
 * @throws SourceError 400 for a body that is no JSON, or is longer than 1 MiB
 */
export function bodyOf(request: IncomingMessage): Promise<unknown> {
  const known = read.get(request) ?? readBody(request);
  read.set(request, known);
  return known;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw badBody('The body is longer than 1 MiB.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw badBody('The body is no JSON.');
  }
}
