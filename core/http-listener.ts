import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { cannotListen } from './cannot-listen.ts';
import { reachableHost } from './reachable-host.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** PEM texts; with them the listener speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** How long `close` waits for answers in flight before it cuts them off. */
  readonly graceMs?: number;
  /** A last word on the server before it listens (timeouts, `checkContinue`, …). */
  readonly configure?: (server: Server) => void;
}

export interface HttpListener {
  /** Where clients on this machine find it. */
  readonly url: string;
  readonly port: number;
  /** Takes no new request, lets those in flight finish within `graceMs`, then cuts what is left. */
  close(): Promise<void>;
}

/** Gives a handler a port. Rejects with `ERR_PORT_TAKEN` when another program has it. */
export async function listen(
  name: string,
  handler: RequestListener,
  options: ListenOptions,
): Promise<HttpListener> {
  const { host, port, tls, graceMs = 800, configure } = options;
  const server = tls ? createTlsServer({ ...tls }, handler) : createServer(handler);
  const sockets = new Set<Socket>();
  // With TLS too the plain connections: a client that never shakes hands is one as well.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Idle clients may sit between two polls for a minute; Node's default of 5 s makes them meet a reset.
  server.keepAliveTimeout = 65_000;
  configure?.(server);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: Error) => {
    throw cannotListen(name, error, host, port);
  });

  const { port: boundPort } = server.address() as AddressInfo;
  const reachable = reachableHost(host);
  return {
    url: `${tls ? 'https' : 'http'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${boundPort}`,
    port: boundPort,
    close: () => closeServer(server, sockets, graceMs),
  };
}

async function closeServer(server: Server, sockets: Set<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only when its answer ends, and nobody closes it then but us.
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
