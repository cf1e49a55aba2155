import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it goes over the wire: no client library tidies up its path or its headers. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** Sends one request to a server at `http://host:port`. */
export async function send(serverUrl: string, request: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(serverUrl);
  const { method, target, headers, body } = request;
  const outgoing = http.request({
    ...{ hostname, port, method, path: target, agent: false },
    headers: { ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }), ...headers },
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text: await text(incoming) };
}
