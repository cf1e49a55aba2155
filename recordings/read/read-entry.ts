import type { Exchange } from '../exchange.ts';
import { EntryError, integerIn, isObject, type JsonObject, objectIn, textIn } from './har-value.ts';
import { readContent, readPostData } from './read-bodies.ts';
import { readFields } from './read-fields.ts';

const SWITCHING_PROTOCOLS = 101;

/**
 * One entry of a HAR file; undefined for what is no answer over HTTP: a request that a browser cancelled (status 0) or
 * answered itself (`data:`), a WebSocket.
 *
 * @throws EntryError naming what is missing
 */
export function readEntry(entry: unknown): Exchange | undefined {
  if (!isObject(entry)) throw new EntryError('it must be an object');
  const request = objectIn(entry, 'request');
  const url = textIn(request, 'request.url');
  if (!/^https?:/i.test(url)) return isWellFormed(url) ? undefined : refuseUrl(url);
  if (!URL.canParse(url)) refuseUrl(url);
  const response = objectIn(entry, 'response');
  const status = integerIn(response, 'response.status', 0, 599);
  if (status === 0 || status === SWITCHING_PROTOCOLS) return undefined;
  if (status < 200) throw new EntryError(`'response.status' is ${status}, and must be 200 to 599`);
  return {
    startedAt: instantOf(entry['startedDateTime']),
    timings: readTimings(entry['timings']),
    request: {
      method: textIn(request, 'request.method').toUpperCase(),
      url: withoutFragment(url),
      fields: readFields(request, 'request'),
      body: readPostData(request),
    },
    response: {
      status,
      reason: typeof response['statusText'] === 'string' ? response['statusText'] : '',
      fields: readFields(response, 'response'),
      body: readContent(response),
    },
  };
}

function isWellFormed(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url);
}

function refuseUrl(url: string): never {
  throw new EntryError(`'request.url' is ${JSON.stringify(url.slice(0, 60))}, and must be an absolute URL`);
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] as string;
}

/** When it was is of use only for values that were the time: without it, none was. */
function instantOf(text: unknown): number {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? 0 : time;
}

function readTimings(timings: unknown): Exchange['timings'] {
  const { send, wait, receive } = isObject(timings) ? timings : ({} as JsonObject);
  const atLeastNone = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);
  return { send: atLeastNone(send), wait: atLeastNone(wait), receive: atLeastNone(receive) };
}
