import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { hostIn } from '../../../core/place.ts';

export interface HttpRequest {
  readonly method: string;
  /** With the query; sent as it is, where a URL would take `.` and `..` for more than names. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Of an answer: a list of a thousand keys of 1,024 bytes, each of them escaped, has 6 MB. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/** Sends a request on a new connection. @throws Error without an answer, and when `signal` comes before it */
export async function sendRequest(
  url: URL,
  { method, path, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const hostname = hostIn(url.href);
  const options = { hostname, port: url.port, method, path, signal, agent: false };
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send({ ...options, headers: { ...headers, 'content-length': body?.length ?? 0 } });
      request.once('response', resolve);
      // Also after the answer has begun: then reading it fails.
      request.on('error', reject);
      request.end(body);
    });
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await textOf(answer) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes > LONGEST_ANSWER) throw new Error(`its answer has more than ${LONGEST_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
