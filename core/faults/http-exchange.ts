import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request over HTTP and the response to it. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Waits until the client has left or the answer is over. */
export function untilOver({ response }: HttpExchange): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
}

/** Waits so long, or until it is over. Says whether somebody is still there. */
export function waitFor({ response }: Pick<HttpExchange, 'response'>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.closed) {
      resolve(false);
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      response.off('close', done);
      resolve(!response.closed);
    };
    const timer = setTimeout(done, ms);
    response.once('close', done);
  });
}
