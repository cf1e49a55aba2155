import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, as one of three. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** The public name under which the client knows the service. */
  readonly host?: string;
}

export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, compared whole by the tests.
  readonly body: any;
}

/** One request over TLS and its answer, whose body is JSON or empty. */
export async function exchange(
  url: string,
  ca: string,
  method: string,
  path: string,
  sent: Sent,
): Promise<Exchange> {
  const { hostname, port } = new URL(url);
  const request = https.request({
    hostname,
    port,
    method,
    path,
    ca,
    agent: false,
    headers: { ...typeOf(sent), ...(sent.host && { Host: sent.host }), ...sent.headers },
    // Left to itself, Node takes the name from the Host header, even from one that is none.
    servername: sent.host?.replace(/:\d+$/, '') ?? 'localhost',
  });
  request.end(bodyOf(sent));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const answer = await text(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: answer === '' ? undefined : JSON.parse(answer),
  };
}

function typeOf({ json, form }: Sent): Record<string, string> {
  if (json !== undefined) return { 'Content-Type': 'application/json' };
  return form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
}

function bodyOf({ json, form, text: plain }: Sent): string | undefined {
  if (json !== undefined) return JSON.stringify(json);
  return form ? new URLSearchParams(form).toString() : plain;
}
