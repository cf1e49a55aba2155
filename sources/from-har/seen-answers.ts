import { mediaTypeOf } from '../../recordings/exchange.ts';
import { isJson } from '../../recordings/media-types.ts';
import type { RecordedEntry } from '../../recordings/read/parse-har.ts';
import { singularOf, wordsOf } from '../outline/words-of.ts';

/** A GET that was answered with JSON. */
export interface SeenAnswer {
  readonly host: string;
  /** With parts in braces for what looks like a key. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly entry: RecordedEntry;
}

const KEY =
  /^(?:\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[A-Za-z]{1,12}_\w*\d\w*|[A-Za-z]*\d\w{9,}|\*{3})$/i;
const OK = 200;

/** @returns undefined of what is no good answer with JSON to a GET */
export function seenAnswer(entry: RecordedEntry): SeenAnswer | undefined {
  const { request, response } = entry;
  if (request.method !== 'GET' || response.status !== OK || response.body === undefined) return undefined;
  if (!isJson(mediaTypeOf(response.fields))) return undefined;
  const url = new URL(request.url);
  try {
    const body: unknown = JSON.parse(response.body.toString('utf8'));
    return { host: url.hostname, path: withParts(url.pathname), query: url.searchParams, body, entry };
  } catch {
    return undefined;
  }
}

function withParts(path: string): string {
  const segments = path.split('/');
  const named: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const before = wordsOf(segments[index - 1] ?? '').join('_');
    const name =
      KEY.test(segment) && before !== '' ? `${singularOf(before)}_id`.replace(/^(?=\d)/, 'part_') : undefined;
    const isTaken = name !== undefined && named.includes(`{${name}}`);
    named.push(name === undefined ? segment : `{${isTaken ? `${name}_${index}` : name}}`);
  }
  return named.join('/');
}
