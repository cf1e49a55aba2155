import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, silentLogger } from '../logger.ts';
import { PlaygroundError } from '../playground-error.ts';
import { ControlError, cannotAnswer } from './control-error.ts';
import type { ControlNames } from './control-names.ts';
import { type ControlAnswer, type ControlAsk, type ControlSubject, pathOf } from './control-page.ts';
import { controlPageOf } from './control-pages.ts';
import { readControlBody } from './read-control-body.ts';
import { refuseControl } from './refuse-control.ts';
import { sendPieces } from './send-pieces.ts';

/** A subject with the names that clients may call it by. */
export interface ControlFace extends ControlSubject, ControlNames {
  readonly logger?: Logger;
}

const PREFIX = '/_playground/';

export function isControlPath(url: string): boolean {
  return url.startsWith(PREFIX);
}

/**
 * Answers a request for `/_playground/*`, in every service in the same way: refuses those who may not ask
 * (`refuse-control.ts`), answers what there is everywhere (`control-pages.ts`), and leaves the rest to its caller.
 *
 * @returns undefined for what is left to the caller; a promise that never rejects otherwise
 */
export function answerControl(
  face: ControlFace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> | undefined {
  const { url = '' } = request;
  if (!isControlPath(url)) return undefined;
  const refusal = refuseControl(request.headers, face);
  if (refusal) {
    request.resume();
    sendError(response, new ControlError(refusal.status, refusal.code, refusal.message));
    return Promise.resolve();
  }
  const found = controlPageOf(face, request);
  if (found === undefined) return undefined;
  const mark = url.indexOf('?');
  const asked: ControlAsk = {
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
    accept: request.headers.accept ?? '',
    parts: found.parts,
    body: (bytes) => readControlBody(request, bytes === undefined ? {} : { bytes }),
  };
  const answer = async (): Promise<void> => {
    const given = await found.page.answer(face, asked);
    if (given.lines) await sendLines(response, given);
    else if (given.pieces === undefined) send(response, given);
    else if (request.method === 'HEAD') begin(response, given).end();
    else await sendPieces(begin(response, given), given.pieces);
  };
  const answered = answer().catch((error: unknown) =>
    endWith(response, asControlError(error, pathOf(url), face)),
  );
  // What the page does not read.
  if (!request.readableFlowing) request.resume();
  return answered;
}

/** Answers `{"error": …}`, as everything at `/_playground/*` does. */
export function sendError(response: ServerResponse, { status, code, message, headers }: ControlError): void {
  send(response, { status, headers: { ...headers, 'X-Error-Code': code }, body: { error: message } });
}

/** What has begun as lines ends with one that has the error; half of another answer must not look like a whole one. */
function endWith(response: ServerResponse, error: ControlError): void {
  if (!response.headersSent) sendError(response, error);
  else if (response.writable) response.end(`${JSON.stringify({ error: error.message, code: error.code })}\n`);
}

async function sendLines(response: ServerResponse, answer: ControlAnswer): Promise<void> {
  begin(response, { type: 'application/x-ndjson', ...answer });
  await answer.lines?.((line) => void response.write(`${JSON.stringify(line)}\n`));
  response.end();
}

function begin(
  response: ServerResponse,
  { status = 200, type, headers = {} }: ControlAnswer,
): ServerResponse {
  response.statusCode = status;
  response.setHeader('Content-Type', type ?? 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return response;
}

function send(response: ServerResponse, answer: ControlAnswer): void {
  const { body } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  begin(response, answer);
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

function asControlError(error: unknown, path: string, { logger = silentLogger }: ControlFace): ControlError {
  if (error instanceof ControlError) return error;
  logger('control_failed', { path, error: error instanceof Error ? (error.stack ?? '') : String(error) });
  const told = error instanceof PlaygroundError ? error.message : 'The log has more.';
  return cannotAnswer(path, told);
}
