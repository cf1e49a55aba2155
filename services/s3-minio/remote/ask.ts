import { createHash } from 'node:crypto';
import { systemClock } from '../../../core/clock.ts';
import { signRequest } from '../../../core/signature-v4/sign-request.ts';
import type { S3Endpoints } from '../endpoints.ts';

interface Question {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
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
  readonly text: string;
}

/** Asks an object store, path style and signed. Rejects with its own words when it refuses. */
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
  const response = await fetch(url, {
    method,
    headers: signRequest(unsigned, endpoints, systemClock()),
    ...(body && { body: Buffer.from(body) }),
  });
  const text = await response.text();
  if (response.ok || allowed.includes(response.status)) return { status: response.status, text };
  throw new Error(`${endpoints.url} answered ${method} ${rawPath} with ${response.status}: ${text}`);
}
