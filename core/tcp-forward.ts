import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cannotListen } from './cannot-listen.ts';
import type { Address } from './place.ts';

/** More than the servers behind it let in at once. */
const MOST_CONNECTIONS = 256;

export interface TcpForward {
  readonly port: number;
  /** Listens no more, and ends the connections. */
  close(): Promise<void>;
}

/**
 * Gives a server another port: joins each connection to one of its own to `to`. Bytes pass unchanged in both directions,
 * as fast as either side reads; an end of one side is passed on as such, a reset as a reset. A client that the server does
 * not accept is reset.
 *
 * @param service whose port it is, for the error
 * @param port 0 takes any free one
 * @param join brings a client and its connection to the server together, in another way than by passing bytes
 * @throws PlaygroundError `ERR_PORT_TAKEN` or `ERR_SERVICE_FAILED`
 */
export async function forwardTcp(
  service: string,
  { host, port }: Address,
  to: Address,
  join: (client: Socket, server: Socket) => void = passBytes,
): Promise<TcpForward> {
  const clients = new Set<Socket>();
  // Half open: a client may have said all it has to say while the answer still flows.
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    join(client, connect({ ...to, noDelay: true, allowHalfOpen: true }));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(service, error, host, port)));
    server.listen(port, host, resolve);
  });
  // One connection that cannot be accepted is not a reason to end.
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

function passBytes(one: Socket, other: Socket): void {
  for (const [from, into] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => into.resetAndDestroy());
    // Also of one that was destroyed without an error.
    from.once('close', () => into.destroySoon());
    from.pipe(into);
  }
}
