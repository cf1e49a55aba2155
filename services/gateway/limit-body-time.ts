import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerError } from './answer-error.ts';
import { requestTimedOut } from './errors.ts';
import { hasBody } from './has-body.ts';

/**
 * Ends a request whose body has not come within `timeMs`: with 408 while nothing has been answered, else with the end of
 * its connection.
 */
export function limitBodyTime(request: IncomingMessage, response: ServerResponse, timeMs: number): void {
  if (request.complete || !hasBody(request)) return;
  const end = setTimeout(() => {
    if (response.headersSent) {
      request.destroy();
      return;
    }
    response.setHeader('Connection', 'close');
    answerError(response, requestTimedOut());
  }, timeMs);
  request.once('close', () => clearTimeout(end));
}

/** The same for what is left of a body when the answer is through. */
export function limitRestOfBody(request: IncomingMessage, response: ServerResponse, timeMs: number): void {
  if (hasBody(request)) response.once('finish', () => limitBodyTime(request, response, timeMs));
}
