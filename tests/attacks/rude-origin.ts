import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface RudeOrigin extends AsyncDisposable {
  readonly port: number;
}

/** A server behind the gateway that answers with the bytes of the path it is asked for, whatever they are. */
export async function startRudeOrigin(
  answers: ReadonlyMap<string, readonly (string | 'end' | 'reset')[]>,
): Promise<RudeOrigin> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      const path = /^[A-Z]+ (\S+) /.exec(chunk.toString('latin1'))?.[1] ?? '';
      for (const piece of answers.get(path) ?? []) {
        if (piece === 'end') socket.end();
        else if (piece === 'reset') setImmediate(() => socket.resetAndDestroy());
        else socket.write(Buffer.from(piece, 'latin1'));
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
