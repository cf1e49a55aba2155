import { createHash } from 'node:crypto';
import { systemClock } from '../../../core/clock.ts';
import { PlaygroundError } from '../../../core/playground-error.ts';
import { signRequest } from '../../../core/signature-v4/sign-request.ts';
import type { S3Endpoints } from '../endpoints.ts';

interface Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Default: the store itself. */
  readonly bucket?: string;
  readonly key?: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Statuses of the 400s that are answers too. */
  readonly allowed?: readonly number[];
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Longer than a store takes that is at work: whoever waits here may hold up the clock. */
const TIMEOUT_MS = 60_000;

/**
 * Asks an object store, path style and signed.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names the URL, with the store's own words when it refuses
 */
export async function ask(endpoints: S3Endpoints, question: Question): Promise<Reply> {
  const { method, bucket, key, query = [], body, allowed = [] } = question;
  const places = bucket === undefined ? [] : [bucket, ...(key?.split('/') ?? [])];
  const rawPath = `/${places.map(encodeURIComponent).join('/')}`;
  const url = new URL(rawPath, endpoints.url);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const headers = {
    host: url.host,
    ...question.headers,
    // Asked for where many objects are deleted at once, welcome elsewhere.
    ...(body && { 'content-md5': createHash('md5').update(body).digest('base64') }),
  };
  const unsigned = { method, rawPath, query, headers, ...(body && { body }) };
  const init = {
    method,
    headers: signRequest(unsigned, endpoints, systemClock()),
    ...(body && { body: Buffer.from(body) }),
  };
  const { status, headers: answered, text } = await answerOf(url, init);
  if (status < 300 || allowed.includes(status)) return { status, headers: answered, text };
  throw failed(`${endpoints.url} answered ${method} ${rawPath} with ${status}: ${text}`);
}

async function answerOf(url: URL, init: RequestInit): Promise<Reply> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = (cause as Error | undefined)?.message || message;
    throw failed(`The object store does not answer ${init.method} at ${url.origin}: ${reason}.`, error);
  }
}

function failed(message: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError('ERR_SERVICE_FAILED', message, { cause });
}
