import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { BastionTarget } from '../../../services/bastion/targets.ts';

export interface TcpTarget extends AsyncDisposable {
  /** Under a name that only the bastion knows. */
  readonly target: BastionTarget;
  /** The connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
}

/** A server that tunnels may lead to; either side of a connection may end before the other. */
export async function startTarget(serve: (socket: Socket) => void): Promise<TcpTarget> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    target: { host: 'db.private.internal', port: 5432, to: { host: '127.0.0.1', port } },
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export function echo(socket: Socket): void {
  socket.pipe(socket);
}

/** Unlike the readers of `node:stream/consumers`, leaves the other direction of the stream open. */
export async function readToEnd(stream: Duplex): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'end');
  return Buffer.concat(chunks).toString();
}
