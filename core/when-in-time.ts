import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isControlPath } from './control/answer-control.ts';
import { type Logger, silentLogger } from './logger.ts';

/**
 * A handler that is asked when the time is known. While it cannot be known clients are answered with 503, which they try
 * again: a source that guessed would show rows of the past. What is asked of the service itself need not wait.
 */
export function whenInTime(
  catchUp: () => Promise<void>,
  handler: RequestListener,
  logger: Logger = silentLogger,
): RequestListener {
  return async (request, response) => {
    if (!isControlPath(request.url ?? '')) {
      try {
        await catchUp();
      } catch (error) {
        const { message } = error as Error;
        logger('clock_unreachable', { url: request.url ?? '', error: message });
        return refuse(request, response, message);
      }
    }
    // The client may have left.
    if (!response.destroyed) await handler(request, response);
    return undefined;
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, message: string): void {
  response.writeHead(503, {
    'Content-Type': 'application/json; charset=utf-8',
    'Retry-After': '1',
    'X-Error-Code': 'clock_unreachable',
    Connection: 'close',
  });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ error: message }));
}
