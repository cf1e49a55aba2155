import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { cannotListen } from './cannot-listen.ts';
import type { Logger } from './logger.ts';
import { urlAt } from './place.ts';
import { reachableHost } from './reachable-host.ts';
import { blameEvents } from './supervision/blame-events.ts';
import { safely } from './supervision/safely.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** PEM texts; with them the listener speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /**
   * How long `close` still answers everybody, with `Connection: close`, before it takes no new request. A client that
   * keeps its connections then leaves without a failed request, as a rolling update wants it. None unless asked.
   */
  readonly drainMs?: number;
  /** How long `close` waits after that for answers in flight before it cuts them off; not less than `drainMs`. */
  readonly graceMs?: number;
  /** Told of a handler that throws or rejects. Says nothing unless given. */
  readonly logger?: Logger;
  /** A last word on the server before it listens (timeouts, `checkContinue`, …). */
  readonly configure?: (server: Server) => void;
}

export interface HttpListener {
  /** Where clients on this machine find it. */
  readonly url: string;
  readonly port: number;
  /** Drains, then takes no new request, lets those in flight finish within `graceMs`, then cuts what is left. */
  close(): Promise<void>;
}

/** Gives a handler a port. Rejects with `ERR_PORT_TAKEN` when another program has it. */
export async function listen(
  name: string,
  handler: RequestListener,
  options: ListenOptions,
): Promise<HttpListener> {
  const { host, port, tls, drainMs = 0, graceMs = 800, configure } = options;
  let isDraining = false;
  const answerSafely = safely(name, handler, options.logger);
  const answer: RequestListener = (request, response) => {
    if (isDraining) response.setHeader('Connection', 'close');
    answerSafely(request, response);
  };
  const server = tls ? createTlsServer({ ...tls }, answer) : createServer(answer);
  const sockets = new Set<Socket>();
  // With TLS too the plain connections: a client that never shakes hands is one as well.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Idle clients may sit between two polls for a minute; Node's default of 5 s makes them meet a reset.
  server.keepAliveTimeout = 65_000;
  configure?.(server);
  blameEvents(server, name);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: Error) => {
    throw cannotListen(name, error, host, port);
  });

  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: urlAt(tls ? 'https' : 'http', { host: reachableHost(host), port: boundPort }),
    port: boundPort,
    async close() {
      isDraining = true;
      if (drainMs > 0) await setTimeout(drainMs);
      await closeServer(server, sockets, Math.max(graceMs, drainMs));
    },
  };
}

async function closeServer(server: Server, sockets: Set<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only when its answer ends, and nobody closes it then but us.
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  const cut = globalThis.setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
