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
    server.once('secureConnection', (secure) => {
      secure.allowHalfOpen = true;
      resolve(secure);
    });
    server.once('tlsClientError', reject);
    socket.write('S');
    // Nobody can say the last word in the middle of a handshake: who does is gone.
    socket.allowHalfOpen = false;
    server.emit('connection', socket);
  });
}
