import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request over HTTP and the response to it. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
