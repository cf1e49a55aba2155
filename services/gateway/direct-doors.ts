import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { listen } from '../../core/http-listener.ts';
import type { Undo } from '../../core/undo.ts';
import type { DirectPorts } from './endpoints.ts';
import type { GatewayOptions } from './options.ts';
import { hasClientCertificate } from './tls-terminator.ts';
import type { TunnelEnds } from './tunnel-end.ts';

const HTTPS_PORT = 443;

/**
 * Listens for clients without a proxy setting: those that resolve public names to this machine find plain HTTP
 * and TLS here, and are answered as if they had reached the real host through the proxy.
 *
 * The host is what the client says: the Host header, and with TLS the name in its hello, which must be the same.
 */
export async function openDirectDoors(
  asked: DirectPorts,
  { host, issue, clientCa, handshakeTimeoutMs, clock, catchUp, logger }: GatewayOptions,
  tunnelEnds: TunnelEnds,
  answer: RequestListener,
  undo: Undo,
): Promise<DirectPorts> {
  const answerWhole: RequestListener = (request, response) => {
    makeAbsolute(request, tunnelEnds);
    answer(request, response);
  };
  // As at the proxy: limit-body-time.ts bounds bodies.
  const configure = (server: Server): void => {
    server.requestTimeout = 0;
  };
  const plain = await listen('gateway', answerWhole, { host, port: asked.http, clock, catchUp, configure });
  undo.defer(plain.close);
  const secure = await listen('gateway', answerWhole, {
    host,
    port: asked.https,
    clock,
    catchUp,
    tls: {
      ca: clientCa,
      // Asked of everybody, as in a tunnel.
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: handshakeTimeoutMs,
      // A certificate for the name that the client asks for.
      SNICallback: (name, done) => {
        issue(name).then(
          ({ key, cert }) => done(null, createSecureContext({ key, cert, ca: clientCa })),
          (error: Error) => done(error),
        );
      },
    },
    configure: (server) => {
      configure(server);
      server.on('secureConnection', (socket: TLSSocket) => {
        const name = socket.servername || '';
        const isKnown = hasClientCertificate(socket);
        tunnelEnds.set(socket, {
          host: name,
          port: HTTPS_PORT,
          scheme: 'https',
          hasClientCertificate: isKnown,
        });
      });
      server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
        logger('tls_failed', { host: socket.servername || null, error: error.message });
        socket.destroy();
      });
    },
  });
  undo.defer(secure.close);
  return { http: plain.port, https: secure.port };
}

/** A proxy is asked for whole URLs, so that is what a request becomes (RFC 9112, section 3.2.2). */
function makeAbsolute(request: IncomingMessage, tunnelEnds: TunnelEnds): void {
  const scheme = tunnelEnds.get(request.socket)?.scheme ?? 'http';
  const { url = '', headers } = request;
  if (url.startsWith('/') || url === '*') {
    request.url = `${scheme}://${headers.host ?? ''}${url === '*' ? '' : url}`;
  }
}
