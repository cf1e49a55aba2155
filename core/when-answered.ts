import type { ServerResponse } from 'node:http';

/**
 * Calls back once, when an answer is over: whole, or cut because its client went away.
 *
 * Node.js says `finish`, and `writableFinished`, of an answer too that was handed over to a socket which then broke;
 * what tells is whether the socket was still there.
 */
export function whenAnswered(response: ServerResponse, tell: (isWhole: boolean) => void): void {
  const { socket } = response.req;
  let isWhole = false;
  response.once('finish', () => {
    isWhole = !socket.destroyed;
  });
  response.once('close', () => tell(isWhole));
}
