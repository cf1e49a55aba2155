import type { IncomingMessage, ServerResponse } from 'node:http';
import { fieldsOf, type RecordedRequest } from '../../../recordings/exchange.ts';
import type { RecordedEntry } from '../../../recordings/read/parse-har.ts';
import { presentDifference } from '../../../recordings/replay/present-difference.ts';
import type { Found, Replay } from '../../../recordings/replay/replay.ts';
import { answerError } from '../answer-error.ts';
import { bodyNotSaved, bodyTooLarge, GatewayError, notRecorded, unexpected } from '../errors.ts';
import { withoutHopByHop } from '../hop-by-hop.ts';
import type { RequestTarget } from '../request-target.ts';
import { unpack } from './unpack.ts';

const MOST_BODY_BYTES = 32 * 1024 * 1024;
const MOST_DIFFERENCES = 5;
const NO_BODY = [204, 304];

/** The body is sent unpacked, at a time of its own and over HTTP/1.1. */
const LEFT_OUT = new Set(['content-encoding', 'content-length', 'date', 'alt-svc', 'via']);

/** Answers as the real host did when it was recorded, or says which recorded request is most like this one. */
export async function answerRecorded(
  replay: Replay,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<void> {
  try {
    const found = replay.find(await readRequest(request, target));
    // Nobody is there to be told: the client broke off, or has been told already that it is too late.
    if (!response.writable || response.headersSent) return;
    if (found.recorded === undefined) throw refusal(found);
    answerFrom(found.recorded, response);
  } catch (error) {
    if (!response.destroyed)
      answerError(response, error instanceof GatewayError ? error : unexpected(String(error)));
  }
}

async function readRequest(request: IncomingMessage, target: RequestTarget): Promise<RecordedRequest> {
  const url = `${target.scheme}://${target.authority}${target.path === '*' ? '/' : target.path}`;
  const { rawHeaders, headers, method = '' } = request;
  const packed: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_BODY_BYTES) throw bodyTooLarge(MOST_BODY_BYTES);
    packed.push(chunk);
  }
  const body = await unpack(Buffer.concat(packed), headers['content-encoding'] ?? '', MOST_BODY_BYTES).catch(
    () => {
      throw bodyTooLarge(MOST_BODY_BYTES);
    },
  );
  return { method, url, fields: fieldsOf(rawHeaders), body };
}

function answerFrom({ file, entry, response: recorded }: RecordedEntry, response: ServerResponse): void {
  const { status, reason, fields, body } = recorded;
  if (body === undefined) throw bodyNotSaved(file, entry);
  response.statusCode = status;
  if (/^[\x20-\x7e]+$/.test(reason)) response.statusMessage = reason;
  const sent = withoutHopByHop(fields.flatMap(({ name, value }) => [name, value]));
  for (let index = 0; index < sent.length; index += 2) {
    const [name = '', value = ''] = [sent[index], sent[index + 1]];
    if (!LEFT_OUT.has(name.toLowerCase())) response.appendHeader(name, value);
  }
  if (!NO_BODY.includes(status)) response.setHeader('Content-Length', body.length);
  response.end(NO_BODY.includes(status) ? undefined : body);
}

function refusal({ asked, nearest }: Found & { readonly recorded: undefined }): GatewayError {
  const { recorded, differences } = nearest;
  const [shown, others] = [differences.slice(0, MOST_DIFFERENCES), differences.length - MOST_DIFFERENCES];
  const told = [...shown.map(presentDifference), ...(others > 0 ? [`${others} more`] : [])];
  const names = [...new Set(differences.map(({ name }) => name))];
  const canIgnore = names.every((name) => name !== undefined);
  return notRecorded(
    `${asked.method} ${asked.url} is not in the recording. The nearest is entry ${recorded.entry} of ${recorded.file}, ` +
      `${recorded.request.method} ${recorded.request.url}: ${told.join('; ')}. Record it as well` +
      `${canIgnore ? `, or let it differ with --replay-ignore ${names.join(',')}` : ''}.`,
    {
      nearest: {
        file: recorded.file,
        entry: recorded.entry,
        method: recorded.request.method,
        url: recorded.request.url,
      },
      differences: differences.map(({ place, asked: value, recorded: other }) => ({
        place,
        asked: value,
        recorded: other,
      })),
    },
  );
}
