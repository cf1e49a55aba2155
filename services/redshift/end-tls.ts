import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';

/**
 * Agrees to TLS and shakes hands on a connection that has been spoken on in the clear. The server of its own
 * never listens: it is how Node tells of a handshake that failed.
 */
export function endTls(
  socket: Socket,
  tls: { readonly key: string; readonly cert: string },
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const server = createServer({ key: tls.key, cert: tls.cert });
    server.once('secureConnection', resolve);
    server.once('tlsClientError', reject);
    socket.write('S');
    server.emit('connection', socket);
  });
}
