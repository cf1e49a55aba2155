import type { RecordedRequest } from '../exchange.ts';
import type { RecordedEntry } from '../read/parse-har.ts';
import { type Part, partsOf } from './request-parts.ts';

/** A request as it is compared: taken apart once. */
export interface ComparedRequest {
  readonly method: string;
  /** `api.example.com`; with its port where that is neither 80 nor 443. */
  readonly host: string;
  readonly path: string;
  readonly parts: readonly Part[];
}

/** A recorded exchange that waits to be asked for. */
export interface ReplayedEntry extends ComparedRequest {
  readonly recorded: RecordedEntry;
}

export function replayedEntry(recorded: RecordedEntry): ReplayedEntry {
  return { recorded, ...comparedRequest(recorded.request) };
}

/** @param request masked as recorded ones are */
export function comparedRequest(request: RecordedRequest): ComparedRequest {
  const url = new URL(request.url);
  const port = url.port === '80' || url.port === '443' ? '' : url.port;
  return {
    method: request.method,
    host: port === '' ? url.hostname : `${url.hostname}:${port}`,
    path: url.pathname,
    parts: partsOf(request),
  };
}
