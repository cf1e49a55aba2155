import {
  type ClientRequest,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plainRequest,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { hasCode } from '../../core/playground-error.ts';
import { answerError } from './answer-error.ts';
import { answeredTooLate, GatewayError, unreachable } from './errors.ts';
import { hasBody } from './has-body.ts';
import { withoutHopByHop } from './hop-by-hop.ts';
import type { GatewayOptions } from './options.ts';
import { presentAuthority } from './parse-authority.ts';
import { Replicas } from './replicas.ts';
import type { RequestTarget } from './request-target.ts';
import type { Address } from './upstream.ts';

/** A server that requests are relayed to. */
export interface Destination extends Address {
  /** False for the playground's own services: they are where the composition root says, whatever their certificate names. */
  readonly isVerified: boolean;
}

const VIA = '1.1 connector-playground';
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

/** Watches an exchange that is relayed. */
export interface Observer {
  /** Whether answers may come packed in this way: `gzip`. */
  readonly accepts: (coding: string) => boolean;
  /** The head of the answer is there; its body is about to come. */
  readonly answered: (answer: IncomingMessage) => void;
}

/** Hands requests on to other servers, over connections that are kept. */
export class Relay {
  readonly #timeouts: Pick<GatewayOptions, 'connectTimeoutMs' | 'idleTimeoutMs'>;
  readonly #plainAgent = new PlainAgent({ keepAlive: true });
  readonly #tlsAgent = new TlsAgent({ keepAlive: true });
  readonly #replicas = new Replicas();

  constructor(timeouts: Pick<GatewayOptions, 'connectTimeoutMs' | 'idleTimeoutMs'>) {
    this.#timeouts = timeouts;
  }

  /** Asks `to` what was asked of the gateway, and streams its answer back. Answers 502 or 504 when there is none. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    target: RequestTarget,
    to: Destination,
    observer?: Observer,
  ): void {
    const address = to.isVerified ? to.host : this.#replicas.next(to.host);
    const outgoing = this.#ask(request, target, { ...to, host: address }, observer);
    let isConnected = false;
    outgoing.once('socket', (socket) => {
      isConnected = !socket.connecting;
      if (isConnected) return;
      socket.once('connect', () => {
        isConnected = true;
      });
    });
    const where = presentAuthority(to);
    const abandon = (): void => {
      if (!response.writableFinished) outgoing.destroy();
    };
    response.once('close', abandon);
    outgoing.once('response', (incoming) => {
      const headers = [...withoutHopByHop(incoming.rawHeaders), 'Via', VIA];
      try {
        response.writeHead(incoming.statusCode as number, incoming.statusMessage, headers);
      } catch (error) {
        // Not every byte that may come in a head may be sent in one.
        outgoing.destroy(error as Error);
        return;
      }
      observer?.answered(incoming);
      // Cuts the client off when the server breaks off: an answer must not look whole when it is not.
      pipeline(incoming, response, () => undefined);
    });
    // Unasked: Upgrade is never passed on. Node.js has let go of the connection, and tells nobody else of it.
    outgoing.once('upgrade', (_incoming, socket) => {
      socket.destroy();
      answerError(response, unreachable(where, 'it switched to another protocol unasked'));
    });
    outgoing.once('error', (error) => {
      request.unpipe(outgoing);
      request.resume();
      if (response.destroyed) return;
      const isGone = !isConnected && address !== to.host;
      if (isGone) this.#replicas.forget(to.host);
      if ((isGone || isStale(outgoing, error)) && !hasBody(request) && !response.headersSent) {
        response.off('close', abandon);
        this.answer(request, response, target, to, observer);
        return;
      }
      answerError(response, error instanceof GatewayError ? error : unreachable(where, error.message));
    });
    request.pipe(outgoing);
  }

  #ask(
    request: IncomingMessage,
    target: RequestTarget,
    to: Destination,
    observer: Observer | undefined,
  ): ClientRequest {
    const { connectTimeoutMs, idleTimeoutMs } = this.#timeouts;
    const options: RequestOptions = {
      host: to.host,
      port: to.port,
      method: request.method as string,
      path: target.path,
      headers: headersFor(request, target.authority, observer),
      agent: to.tls ? this.#tlsAgent : this.#plainAgent,
      timeout: connectTimeoutMs,
    };
    const outgoing = to.tls
      ? tlsRequest({ ...options, servername: target.host, rejectUnauthorized: to.isVerified })
      : plainRequest(options);
    // All fields of an answer, as of a request: its size bounds their number.
    outgoing.maxHeadersCount = 0;
    let timeoutMs = connectTimeoutMs;
    outgoing.once('socket', (socket) => {
      const settle = (): void => {
        timeoutMs = idleTimeoutMs;
        outgoing.setTimeout(idleTimeoutMs);
      };
      if (socket.connecting) socket.once('connect', settle);
      else settle();
    });
    outgoing.on('timeout', () => outgoing.destroy(answeredTooLate(presentAuthority(to), timeoutMs)));
    return outgoing;
  }

  close(): void {
    this.#plainAgent.destroy();
    this.#tlsAgent.destroy();
  }
}

/** The fields as they came, in their order and spelling, but for those that end here. */
function headersFor(request: IncomingMessage, authority: string, observer: Observer | undefined): string[] {
  const kept = withoutHopByHop(request.rawHeaders);
  const headers = ['Host', authority];
  for (let index = 0; index < kept.length; index += 2) {
    const name = (kept[index] as string).toLowerCase();
    // The 100 that Expect asks for was sent by this server already.
    // How the body is framed is said below, from what was read.
    if (['host', 'expect', 'content-length'].includes(name)) continue;
    const value = kept[index + 1] as string;
    headers.push(
      kept[index] as string,
      observer && name === 'accept-encoding' ? acceptedBy(observer, value) : value,
    );
  }
  headers.push('Via', VIA);
  const length = request.headers['content-length'];
  if (request.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked');
  else if (length !== undefined) headers.push('Content-Length', length);
  else if (!hasBody(request) && !WITHOUT_BODY.has(request.method as string))
    headers.push('Content-Length', '0');
  return headers;
}

/** Those of the codings that the observer can read too; `identity` is none (RFC 9110, section 12.5.3). */
function acceptedBy({ accepts }: Observer, value: string): string {
  const codings = value
    .split(',')
    .filter((coding) => accepts(coding.split(';', 1)[0]?.trim().toLowerCase() ?? ''));
  return codings.length === 0 ? 'identity' : codings.join(',').trim();
}

/** A kept connection may be closed by the server in the moment it is used again (nodejs.org/api/http.html, `reusedSocket`). */
function isStale(outgoing: ClientRequest, error: Error): boolean {
  return outgoing.reusedSocket && hasCode(error, 'ECONNRESET');
}
