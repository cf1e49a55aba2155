import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Logger, silentLogger } from '../logger.ts';
import { presentError } from './restarts.ts';

/**
 * A handler whose failure, thrown or rejected, is logged with its request and answered: with 500, or by ending the
 * connection where an answer has begun.
 */
export function safely(
  service: string,
  handler: RequestListener,
  logger: Logger = silentLogger,
): RequestListener {
  return (request, response) => {
    const fail = (error: unknown): void => {
      const { method = '', url = '' } = request;
      logger('request_failed', { service, method, url, ...presentError(error) });
      answerFailure(request, response);
    };
    try {
      // Koa's and others' give a promise, though the type does not say so.
      const answered: unknown = handler(request, response);
      if (answered instanceof Promise) answered.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

function answerFailure(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(request.method === 'HEAD' ? undefined : 'Internal server error\n');
}
