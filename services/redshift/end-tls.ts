import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { hungUp } from './refusal.ts';

/** Agrees to TLS and shakes hands on a connection that has been spoken on in the clear. */
export type EndTls = (socket: Socket) => Promise<TLSSocket>;

interface Handshake {
  resolve(secure: TLSSocket): void;
  reject(error: Error): void;
}

/**
 * One server for all handshakes, since reading a key takes longer than a handshake. It never listens: it is how Node
 * tells of a handshake that failed.
 */
export function createTlsEnd(tls: { readonly key: string; readonly cert: string }): EndTls {
  const handshakes = new Map<string, Handshake>();
  const server = createServer({ key: tls.key, cert: tls.cert });
  server.on('secureConnection', (secure) => {
    secure.on('error', () => undefined);
    secure.allowHalfOpen = true;
    handshakes.get(addressOf(secure))?.resolve(secure);
  });
  server.on('tlsClientError', (error, secure) => handshakes.get(addressOf(secure))?.reject(error));

  return (socket) =>
    new Promise((resolve, reject) => {
      const address = addressOf(socket);
      handshakes.set(address, { resolve, reject });
      socket.once('close', () => {
        handshakes.delete(address);
        reject(hungUp());
      });
      socket.write('S');
      // Nobody can say the last word in the middle of a handshake: who does is gone.
      socket.allowHalfOpen = false;
      server.emit('connection', socket);
    });
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
