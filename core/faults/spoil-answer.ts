import type { IncomingMessage } from 'node:http';
import { type Effects, MOST_HELD } from './effects.ts';
import { withDates } from './header-date.ts';
import type { HttpExchange } from './http-exchange.ts';
import { type AnswerReader, type OwnAnswer, takeAnswer } from './own-answer.ts';
import { PacedAnswer } from './paced-answer.ts';
import { resetConnection } from './reset-connection.ts';
import { needsBody, type SpoiledBody, spoiledBody } from './spoiled-body.ts';

/** What sends a spoiled answer. */
interface Sending {
  readonly request: IncomingMessage;
  readonly answer: OwnAnswer;
  readonly paced: PacedAnswer;
  readonly effects: Effects;
  /** Waited for before the last byte is sent. Never rejects. */
  readonly ready: () => Promise<void>;
}

/**
 * Spoils whatever is answered from now on.
 *
 * @param whenReady waited for before the last byte is sent
 */
export function spoilAnswer(
  { request, response }: HttpExchange,
  effects: Effects,
  whenReady: () => Promise<void>,
): void {
  let reader: AnswerReader | undefined;
  const readerOf = (): AnswerReader => {
    reader ??= begin();
    return reader;
  };
  const answer = takeAnswer(response, {
    write: (chunk) => readerOf().write(chunk),
    end: (last, isOnePiece) => readerOf().end(last, isOnePiece),
  });
  const begin = (): AnswerReader => {
    for (const [name, value] of Object.entries(effects.headers ?? {}))
      response.setHeader(name, withDates(value, response));
    // Better no answer than one from a world that is not as the plan has it.
    const ready = (): Promise<void> =>
      whenReady().catch((error: Error) => void request.socket.destroy(error));
    const sending: Sending = {
      request,
      answer,
      effects,
      ready,
      paced: new PacedAnswer(answer, effects.slow),
    };
    return needsBody(effects) && hasBody(request, response.statusCode) ? held(sending) : passed(sending);
  };
}

/** Sends piece by piece, as it comes. */
function passed({ request, answer, paced, ready }: Sending): AnswerReader {
  const { response } = answer;
  return {
    write(chunk) {
      void paced.send(chunk).then(() => response.emit('drain'));
      return false;
    },
    end(last, isOnePiece) {
      if (isOnePiece && last.length > 0 && hasBody(request, response.statusCode)) announce(answer, last);
      void ready()
        .then(() => paced.send(last))
        .then(() => answer.end());
    },
  };
}

/** Holds the body back, as far as it may be held, and sends what it has been made to. */
function held({ request, answer, paced, effects, ready }: Sending): AnswerReader {
  const pieces: Buffer[] = [];
  let size = 0;
  let isOver = false;
  const take = (chunk: Buffer): void => {
    if (!isOver) pieces.push(chunk);
    size += chunk.length;
  };
  const send = async (isComplete: boolean): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await ready();
    const { bytes, ending } = spoiledBody(answer.response, effects, Buffer.concat(pieces), isComplete);
    if (bytes.length > 0) await paced.send(bytes);
    else await answer.sendHead();
    finish(request, answer, ending);
  };
  return {
    write(chunk) {
      take(chunk);
      if (size >= MOST_HELD) void send(false);
      // Whoever writes without end must not go on.
      return !isOver;
    },
    end(last, isOnePiece) {
      if (isOnePiece) announce(answer, last);
      take(last);
      void send(true);
    },
  };
}

function finish({ socket }: IncomingMessage, answer: OwnAnswer, ending: SpoiledBody['ending']): void {
  if (ending === 'whole') answer.end();
  else if (ending === 'reset') resetConnection(socket);
  else socket.destroySoon();
}

/** As Node.js does for a body in one piece. */
function announce({ response }: OwnAnswer, body: Buffer): void {
  if (response.hasHeader('Content-Length') || response.hasHeader('Transfer-Encoding')) return;
  response.setHeader('Content-Length', body.length);
}

function hasBody({ method }: IncomingMessage, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304;
}
