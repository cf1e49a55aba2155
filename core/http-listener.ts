import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { cannotListen } from './cannot-listen.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connections } from './connections.ts';
import { httpDates } from './http-dates.ts';
import type { Logger } from './logger.ts';
import { MeasuredResponse } from './measured-response.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { urlAt } from './place.ts';
import { reachableHost } from './reachable-host.ts';
import { blameEvents } from './supervision/blame-events.ts';
import { safely } from './supervision/safely.ts';
import { whenInTime } from './when-in-time.ts';
import { type Entrance, enter } from './worlds/entrance.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** With these the listener speaks TLS: PEM texts, or how they are found for a name. */
  readonly tls?: Pick<TlsOptions, TlsSetting>;
  /**
   * How long `close` still answers everybody, with `Connection: close`, before it takes no new request. A client that
   * keeps its connections then leaves without a failed request, as a rolling update wants it. None unless asked.
   */
  readonly drainMs?: number;
  /** How long `close` waits after that for answers in flight before it cuts them off; not less than `drainMs`. */
  readonly graceMs?: number;
  /** What the header `Date` of answers tells. Default: the system's. */
  readonly clock?: Clock;
  /** Waited for before each request, where the clock is another process's (`followed-clock.ts`). Left out: it is here. */
  readonly catchUp?: (() => Promise<void>) | undefined;
  /** Told of a handler that throws or rejects. Says nothing unless given. */
  readonly logger?: Logger;
  /** How many connections may be open at once; see {@link listen} for who goes when there are more. Default: 1,000. */
  readonly maxConnections?: number;
  /** How often connections are looked at whether their time is over. Default: 5 s. */
  readonly checkingIntervalMs?: number;
  /**
   * How long a request may take to arrive whole, header and body; then 408 and the end of its connection. Looked at
   * four times in that time. Default: as {@link HTTP_LIMITS} says.
   */
  readonly requestTimeoutMs?: number;
  /** Where requests for other worlds go. Left out: there is one world. */
  readonly entrance?: Entrance | undefined;
  /**
   * A last word on the server before it listens (timeouts, `checkContinue`, …). Code that passes the bytes of a tunnel
   * on reports them to `connections`, so that a tunnel in use keeps its place.
   */
  readonly configure?: (server: Server, connections: Pick<Connections, 'tunnels'>) => void;
}

type TlsSetting =
  | 'key'
  | 'cert'
  | 'ca'
  | 'SNICallback'
  | 'requestCert'
  | 'rejectUnauthorized'
  | 'handshakeTimeout';

export interface HttpListener {
  /** Where clients on this machine find it. */
  readonly url: string;
  readonly port: number;
  /** Drains, then takes no new request, lets those in flight finish within `graceMs`, then cuts what is left. */
  close(): Promise<void>;
}

/**
 * What every HTTP service grants its clients, in the words of `node:http`. With these nobody who sits silent keeps a
 * connection for long, and nobody who sends half of something.
 */
export const HTTP_LIMITS = {
  /** From the connection, or the first byte of a later request, to the end of the header: then 408. */
  headersTimeout: 20_000,
  /** To the end of the body: then 408. */
  requestTimeout: 300_000,
  /** How often those two are looked after. */
  connectionsCheckingInterval: 5_000,
  /** Idle clients may sit between two polls for a minute; Node's default of 5 s makes them meet a reset. */
  keepAliveTimeout: 65_000,
  /** Of a request line and its header, in bytes: then 431. */
  maxHeaderSize: 16_384,
  /** For the handshake of TLS. */
  handshakeTimeout: 10_000,
} as const;

/**
 * Gives a handler a port, within {@link HTTP_LIMITS}.
 *
 * Of more than `maxConnections` one goes: the one whose last request is the longest ago (or which never made one, or is a
 * tunnel where nothing was said) and on which none is being answered; if there is none such, one whose client sends its
 * body or reads its answer too slowly; then the tunnel that was silent longest; if all are at work, the newcomer. So a
 * request is still answered while thousands of connections sit silent.
 *
 * @throws PlaygroundError `ERR_PORT_TAKEN` when another program has the port
 */
export async function listen(
  name: string,
  handler: RequestListener,
  options: ListenOptions,
): Promise<HttpListener> {
  const {
    host,
    port,
    tls,
    drainMs = 0,
    graceMs = 800,
    maxConnections = 1_000,
    configure,
    entrance,
  } = options;
  const limits = limitsOf(options);
  let isDraining = false;
  const connections = new Connections(maxConnections);
  const { clock = systemClock, catchUp, logger } = options;
  // Node.js knows the system's time by itself.
  const date = clock === systemClock ? undefined : httpDates(clock);
  const answerDated: RequestListener = (request, response) => {
    if (date) response.setHeader('Date', date());
    return handler(request, response);
  };
  const answerTimely = catchUp ? whenInTime(catchUp, answerDated, logger) : answerDated;
  const answerInTurn = oneAtATime(safely(name, answerTimely, logger));
  const answer: RequestListener = (request, response) => {
    connections.answers(request.socket, response);
    if (isDraining) response.setHeader('Connection', 'close');
    answerInTurn(request, response);
  };
  const server = tls ? createTlsServer({ ...limits, ...tls }, answer) : createServer(limits, answer);
  // The size of a head bounds their number. By default Node.js drops the fields after the first 2,000, and code that reads
  // a request by its fields would not see how its body is framed.
  server.maxHeadersCount = 0;
  // With TLS too the plain connections: a client that never shakes hands is one as well.
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.on('secureConnection', (socket: Socket) => void connections.encrypts(socket));
  configure?.(server, connections);
  const leave = entrance && enter(server, name, entrance);
  for (const event of ['connect', 'upgrade']) {
    // A listener for these events takes them away from the handler, so add it only if the caller has one.
    if (server.listenerCount(event) === 0) continue;
    server.prependListener(event, (_request: unknown, socket: Socket) => connections.opensTunnel(socket));
  }
  blameEvents(server, name);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: Error) => {
    throw cannotListen(name, error, host, port);
  });
  // A connection that cannot be accepted is not a reason to end.
  server.on('error', () => undefined);

  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: urlAt(tls ? 'https' : 'http', { host: reachableHost(host), port: boundPort }),
    port: boundPort,
    async close() {
      isDraining = true;
      leave?.();
      if (drainMs > 0) await setTimeout(drainMs);
      await closeServer(server, connections, Math.max(graceMs, drainMs));
    },
  };
}

function limitsOf({ requestTimeoutMs, checkingIntervalMs }: ListenOptions) {
  const { requestTimeout, headersTimeout, connectionsCheckingInterval } = HTTP_LIMITS;
  return {
    ...HTTP_LIMITS,
    ServerResponse: MeasuredResponse,
    requestTimeout: requestTimeoutMs ?? requestTimeout,
    headersTimeout: Math.min(headersTimeout, requestTimeoutMs ?? headersTimeout),
    connectionsCheckingInterval:
      checkingIntervalMs ??
      Math.min(connectionsCheckingInterval, Math.ceil((requestTimeoutMs ?? requestTimeout) / 4)),
  };
}

async function closeServer(server: Server, connections: Connections, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only when its answer ends, and nobody closes it then but us.
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  const cut = globalThis.setTimeout(() => {
    connections.destroy();
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
