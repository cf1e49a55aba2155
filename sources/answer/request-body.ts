import type { IncomingMessage } from 'node:http';
import { collect } from '../../core/collect.ts';
import { badBody } from './errors.ts';

const FORM = /^application\/x-www-form-urlencoded\b/i;
const MOST_BYTES = 1_048_576;

const read = new WeakMap<IncomingMessage, Promise<unknown>>();

/**
 * The body of a request: JSON, or a form by its `Content-Type`; undefined of one without a body. Whoever asks first has it read.
 *
 * @throws SourceError 400 for a body that is neither, or is longer than 1 MiB
 */
export function bodyOf(request: IncomingMessage): Promise<unknown> {
  const known = read.get(request) ?? readBody(request);
  read.set(request, known);
  return known;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const bytes = await collect(request, MOST_BYTES, () => badBody('The body is longer than 1 MiB.'));
  if (bytes.length === 0) return undefined;
  const text = bytes.toString('utf8');
  if (FORM.test(request.headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    throw badBody('The body is no JSON.');
  }
}
