import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Koa from 'koa';
import type { Clock } from '../../core/clock.ts';
import type { ControlNames } from '../../core/control/control-names.ts';
import { refuseControl } from '../../core/control/refuse-control.ts';
import type { Logger } from '../../core/logger.ts';
import { answerToError } from './answer-to-error.ts';
import { S3Error } from './errors.ts';
import { toHeaderValue } from './header-value.ts';
import { findOperation } from './operations/find-operation.ts';
import { requireKeyLength } from './operations/key-length.ts';
import type { Answer, Call } from './operations/operation.ts';
import { postObject } from './operations/post-object.ts';
import type { BodyTimes } from './payload/body-times.ts';
import { openBody } from './payload/open-body.ts';
import { openPayload } from './payload/payload.ts';
import { RESET_PATH } from './reset-path.ts';
import { send } from './send.ts';
import { authenticate } from './signature/authenticate.ts';
import type { Keys } from './signature/keys.ts';
import type { Store } from './store/store.ts';
import { parseWireRequest, type WireRequest } from './wire-request.ts';

export interface AppParts extends ControlNames {
  readonly store: Store;
  readonly keys: Keys;
  readonly region: string;
  readonly bodyTimes: BodyTimes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly reset: () => Promise<void>;
}

/** Where MinIO answers whether it is up, for health checks that work with both. */
const HEALTH_PATH = /^\/minio\/health\/(live|ready)$/;

/** S3 over HTTP: one middleware, because S3's routes are not a matter of paths alone. */
export function createApp(parts: AppParts): Koa {
  const app = new Koa();
  // Connections that break; Koa would write them to the console.
  app.on('error', (error: unknown) => parts.logger('s3.connection-broken', { reason: String(error) }));
  app.use(async (ctx) => {
    // Object bodies are streamed, and a path must not be touched: the answer is ours to write.
    ctx.respond = false;
    await serve(parts, ctx.req, ctx.res);
  });
  return app;
}

async function serve(parts: AppParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const answer = await answerTo(parts, message, response).catch((error: unknown) =>
    answerToError(error, { requestId, path: message.url ?? '/', logger: parts.logger }),
  );
  try {
    const headers = { 'x-amz-request-id': requestId, 'x-amz-bucket-region': parts.region };
    await send(message, response, answer, headers, parts.bodyTimes.lingerMs);
  } catch (error) {
    parts.logger('s3.answer-interrupted', { requestId, reason: String(error) });
    response.destroy();
  } finally {
    answer.release?.();
  }
  parts.logger('s3.request', {
    requestId,
    method: message.method ?? '',
    path: message.url ?? '',
    status: response.statusCode,
  });
}

async function answerTo(
  parts: AppParts,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> {
  if (message.method === 'OPTIONS') return { headers: { 'access-control-max-age': '3000' } };
  const request = parseWireRequest(message);
  if (HEALTH_PATH.test(request.rawPath)) return {};
  const body = openBody(message, response, parts.bodyTimes.idleMs);
  if (isForm(request)) return postObject(callOf(parts, request, request.headers, body), parts.keys);

  const { presigned, chunkSigner } = authenticate(request, parts.keys, parts.clock());
  if (request.rawPath === RESET_PATH && request.method === 'POST') {
    // A person who knows the keys could make a page that sends it, and the default ones are public.
    const refusal = refuseControl(message.headers, parts);
    if (refusal) throw new S3Error('AccessDenied', refusal.message);
    await parts.reset();
    return { status: 204 };
  }
  const headers = presigned ? withHoistedHeaders(request) : request.headers;
  const call = callOf(parts, request, headers, body);
  const level = request.key !== undefined ? 'object' : request.bucket !== undefined ? 'bucket' : 'service';
  const { operation } = findOperation({ ...call, level });
  requireKeyLength(call.key);
  return operation({ ...call, payload: openPayload(headers, body, chunkSigner, parts.bodyTimes.documentMs) });
}

function callOf(
  { store, clock, bodyTimes: { documentMs } }: AppParts,
  request: WireRequest,
  headers: WireRequest['headers'],
  body: AsyncIterable<Buffer>,
): Call {
  return {
    method: request.method,
    bucket: request.bucket ?? '',
    key: request.key ?? '',
    query: firstValues(request.query),
    headers,
    payload: { chunks: body, trailers: new Map(), documentMs },
    store,
    now: clock(),
    baseUrl: `http://${headers['host'] ?? ''}`,
  };
}

function isForm({ method, bucket, key, headers }: WireRequest): boolean {
  return (
    method === 'POST' &&
    bucket !== undefined &&
    key === undefined &&
    (headers['content-type'] ?? '').startsWith('multipart/form-data')
  );
}

function firstValues(query: WireRequest['query']): ReadonlyMap<string, string> {
  return new Map([...query].reverse());
}

/**
 * SDKs move headers such as `x-amz-tagging` into the query of a presigned URL. Not so the checksums they put
 * there, which are those of the empty body that was at hand when the URL was made.
 */
function withHoistedHeaders({ query, headers }: WireRequest): Readonly<Record<string, string>> {
  const hoisted = query
    .map(([name, value]) => [name.toLowerCase(), toHeaderValue(value)] as const)
    .filter(([name]) => name.startsWith('x-amz-') && !/^x-amz-(sdk-)?checksum-(?!mode)/.test(name));
  return { ...Object.fromEntries(hoisted), ...headers };
}
