import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** So many requests of a connection wait, and what came with them in one chunk; more is not read from it. */
const MOST_WAITING = 16;

/** The requests of a connection. */
interface Line {
  /** The answer to the newest. */
  last: ServerResponse;
  waiting: number;
}

/**
 * Hands a connection's requests to a handler one after another: each when the answer before it is over. A client may
 * send many without waiting (pipelining, RFC 9112, section 9.3.2); handed over at once, as Node.js does, they would let
 * one connection begin any number of things at a time. Answers go in their order anyway.
 */
export function oneAtATime(handler: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, Line>();
  return (request, response) => {
    const { socket } = request;
    const line = lines.get(socket);
    if (!line || line.last.closed) {
      if (line) line.last = response;
      else lines.set(socket, { last: response, waiting: 0 });
      handler(request, response);
      return;
    }
    line.last.once('close', () => {
      line.waiting -= 1;
      // Where the answer before was the last of its connection, there is nobody to answer.
      if (!socket.writable) return;
      if (line.waiting < MOST_WAITING && socket.isPaused()) socket.resume();
      handler(request, response);
    });
    line.last = response;
    line.waiting += 1;
    if (line.waiting !== MOST_WAITING) return;
    // Not at once: Node.js goes on reading after every request of the chunk that it is taking apart.
    setImmediate(() => {
      if (line.waiting >= MOST_WAITING) socket.pause();
    });
  };
}
