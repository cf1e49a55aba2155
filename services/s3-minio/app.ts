import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Koa from 'koa';
import type { Clock } from '../../core/clock.ts';
import { answerControl, type ControlFace, isControlPath } from '../../core/control/answer-control.ts';
import { type Journal, shownTarget } from '../../core/control/journal.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { noteRequest } from '../../core/control/note-request.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { meetOverHttp } from '../../core/faults/meet-over-http.ts';
import type { Logger } from '../../core/logger.ts';
import { answerToError, asS3Error } from './answer-to-error.ts';
import { toHeaderValue } from './header-value.ts';
import { answerInstead } from './meet-faults.ts';
import { objectAddressOf } from './object-address.ts';
import { findOperation } from './operations/find-operation.ts';
import { requireKeyLength } from './operations/key-length.ts';
import type { Answer, Call } from './operations/operation.ts';
import { postObject } from './operations/post-object.ts';
import type { BodyTimes } from './payload/body-times.ts';
import { openBody } from './payload/open-body.ts';
import { openPayload } from './payload/payload.ts';
import { send } from './send.ts';
import { authenticate } from './signature/authenticate.ts';
import type { Keys } from './signature/keys.ts';
import type { SignersTime } from './signature/signers-time.ts';
import type { Store } from './store/store.ts';
import { parseWireRequest, type WireRequest } from './wire-request.ts';

export interface AppParts {
  readonly store: Store;
  readonly keys: Keys;
  readonly region: string;
  readonly bodyTimes: BodyTimes;
  readonly journal: Journal;
  readonly faults: FaultPlan;
  readonly clock: Clock;
  readonly signersTime: SignersTime;
  readonly logger: Logger;
  /** Answers `/_playground/*`, which no bucket can be called. */
  readonly control: ControlFace;
}

/** Where MinIO answers whether it is up, for health checks that work with both. */
const HEALTH_PATH = /^\/minio\/health\/(live|ready)(?:\?|$)/;

/** S3 over HTTP: one middleware, because S3's routes are not a matter of paths alone. */
export function createApp(parts: AppParts): Koa {
  const app = new Koa();
  // Connections that break; Koa would write them to the console.
  app.on('error', (error: unknown) => parts.logger('connection_error', { error: String(error) }));
  app.use(async (ctx) => {
    // Object bodies are streamed, and a path must not be touched: the answer is ours to write.
    ctx.respond = false;
    await serve(parts, ctx.req, ctx.res);
  });
  return app;
}

async function serve(parts: AppParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '/' } = message;
  // Asked every few seconds, by nobody who reads objects: it stays out of the journal.
  if (HEALTH_PATH.test(url)) return send(message, response, {}, {}, parts.bodyTimes.lingerMs);
  if (isForControl(message)) {
    const answered = answerControl(parts.control, message, response);
    if (answered !== undefined) return answered;
  }
  const entry = noteRequest(parts, 's3', message, response);
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const answer = await answerTo(parts, message, response, entry).catch((error: unknown) => {
    const known = asS3Error(error);
    entry.errorCode = known.code;
    if (known.code === 'InternalError' && known !== error)
      parts.logger('unexpected_error', { id: requestId, path: url, error: String(error) });
    return answerToError(known, { requestId, path: url });
  });
  if (answer === undefined) return;
  try {
    const headers = { 'x-amz-request-id': requestId, 'x-amz-bucket-region': parts.region };
    await send(message, response, answer, headers, parts.bodyTimes.lingerMs);
  } catch (error) {
    parts.logger('answer_interrupted', { id: requestId, reason: String(error) });
    response.destroy();
  } finally {
    answer.release?.();
  }
}

/** Not where the host names a bucket: there it is a key like any other. */
function isForControl({ url = '', headers }: IncomingMessage): boolean {
  return isControlPath(url) && !objectAddressOf(headers.host ?? '', url).virtualHost;
}

/** @returns undefined where a fault leaves nothing to answer */
async function answerTo(
  parts: AppParts,
  message: IncomingMessage,
  response: ServerResponse,
  entry: JournalEntry,
): Promise<Answer | undefined> {
  if (message.method === 'OPTIONS') return { headers: { 'access-control-max-age': '3000' } };
  const request = parseWireRequest(message);
  if (request.virtualHost) entry.target = shownTarget(`/${request.bucket}${message.url}`);
  const body = openBody(message, response, parts.bodyTimes.idleMs);
  if (isForm(request)) {
    entry.route = 'PostObject';
    return postObject(callOf(parts, request, request.headers, body), parts.keys, parts.signersTime);
  }

  const { presigned, chunkSigner } = authenticate(request, parts.keys, parts.signersTime);
  const headers = presigned ? withHoistedHeaders(request) : request.headers;
  const call = callOf(parts, request, headers, body);
  const level = request.key !== undefined ? 'object' : request.bucket !== undefined ? 'bucket' : 'service';
  const { name, operation } = findOperation({ ...call, level });
  entry.route = name;
  let answered: Pick<Call, 'now' | 'stale'> = call;
  if (!parts.faults.isEmpty) {
    const known = { service: 's3', route: name, object: request.key };
    const exchange = { request: message, response };
    const { left, effects } = await meetOverHttp(parts.faults, known, entry, exchange);
    if (left === 'nothing') return undefined;
    if (left !== 'answer') return answerInstead(left);
    // The clock may have moved.
    answered = { now: parts.clock(), stale: effects.stale ?? 0 };
  }
  requireKeyLength(call.key);
  const payload = openPayload(headers, body, chunkSigner, parts.bodyTimes.documentMs);
  return operation({ ...call, ...answered, payload });
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
    stale: 0,
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
