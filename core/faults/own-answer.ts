import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What a handler writes, in place of the connection. */
export interface AnswerReader {
  /** @returns whether more may come; otherwise the response says `drain` when it may */
  write(chunk: Buffer): boolean;
  /** @param isOnePiece whether nothing was written before */
  end(last: Buffer, isOnePiece: boolean): void;
}

/** The response as it was, to send what is left of an answer. */
export interface OwnAnswer {
  readonly response: ServerResponse;
  /** Resolves when status and headers have left. */
  sendHead(): Promise<void>;
  /** @param flushed told when the bytes have left */
  write(chunk: Buffer, flushed: () => void): void;
  end(): void;
}

const NOTHING = Buffer.alloc(0);

/**
 * Takes over what a handler writes to a response. The handler notices nothing: status and headers are kept until the first
 * byte is sent by what this returns.
 */
export function takeAnswer(response: ServerResponse, reader: AnswerReader): OwnAnswer {
  const { write, end, writeHead, flushHeaders } = response;
  let isBegun = false;
  let isEnded = false;
  response.writeHead = ((status: number, ...rest: readonly unknown[]) => {
    response.statusCode = status;
    for (const part of rest) keepHead(response, part);
    return response;
  }) as ServerResponse['writeHead'];
  response.flushHeaders = () => undefined;
  response.write = ((chunk: unknown, ...rest: readonly unknown[]) => {
    isBegun = true;
    callBackOf(rest)?.();
    return isEnded || reader.write(bufferOf(chunk, rest));
  }) as ServerResponse['write'];
  response.end = ((...given: readonly unknown[]) => {
    const told = callBackOf(given);
    if (told) response.once('finish', told);
    if (isEnded) return response;
    isEnded = true;
    reader.end(bufferOf(given[0], given.slice(1)), !isBegun);
    return response;
  }) as ServerResponse['end'];
  const giveBackHead = (): void => {
    Object.assign(response, { writeHead, flushHeaders });
  };
  return {
    response,
    sendHead() {
      giveBackHead();
      response.flushHeaders();
      return new Promise((resolve) => response.req.socket.write('', () => resolve()));
    },
    write(chunk, flushed) {
      giveBackHead();
      write.call(response, chunk, 'utf8', flushed);
    },
    end() {
      giveBackHead();
      end.call(response, undefined, 'utf8');
    },
  };
}

/** A reason, headers by name, or a list of names and values. */
function keepHead(response: ServerResponse, part: unknown): void {
  if (typeof part === 'string') response.statusMessage = part;
  else if (Array.isArray(part)) {
    for (let index = 0; index < part.length; index += 2) response.appendHeader(part[index], part[index + 1]);
  } else if (part) {
    for (const [name, value] of Object.entries(part as OutgoingHttpHeaders))
      if (value !== undefined) response.setHeader(name, value as OutgoingHttpHeader);
  }
}

function bufferOf(chunk: unknown, rest: readonly unknown[]): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk, rest.find(isEncoding));
  return chunk instanceof Uint8Array
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : NOTHING;
}

function callBackOf(given: readonly unknown[]): (() => void) | undefined {
  return given.find((part): part is () => void => typeof part === 'function');
}

function isEncoding(part: unknown): part is BufferEncoding {
  return typeof part === 'string';
}
