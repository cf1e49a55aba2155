import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext, createServer, type Server as TlsServer } from 'node:tls';
import { cannotListen } from '../../core/cannot-listen.ts';
import { listen } from '../../core/http-listener.ts';
import type { Undo } from '../../core/undo.ts';
import type { DirectPorts } from './endpoints.ts';
import type { GatewayOptions } from './options.ts';
import { hasClientCertificate } from './tls-terminator.ts';
import type { TunnelEnds } from './tunnel-end.ts';

const HTTPS_PORT = 443;

/**
 * Listens where clients who know of no proxy arrive: whoever resolves public names to this machine finds plain HTTP
 * and TLS here, and is answered as if the real host had been reached through the proxy.
 *
 * The host is what the client says: the Host header, and with TLS the name in its hello, which must be the same.
 */
export async function openDirectDoors(
  asked: DirectPorts,
  options: GatewayOptions,
  tunnelEnds: TunnelEnds,
  answer: RequestListener,
  undo: Undo,
): Promise<DirectPorts> {
  const connections = new Set<Socket>();
  // Runs after the server has ended what it had: what is left is clients that never finished a handshake.
  undo.defer(() => {
    for (const connection of connections) connection.destroy();
  });
  let server: Server | undefined;
  const plain = await listen(
    'gateway',
    (request, response) => {
      makeAbsolute(request, tunnelEnds);
      answer(request, response);
    },
    {
      host: options.host,
      port: asked.http,
      configure: (made) => {
        server = made;
      },
    },
  );
  undo.defer(plain.close);
  const tls = createTlsEnd(options, tunnelEnds, server as unknown as Server);
  tls.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  undo.defer(() => void tls.close());
  return { http: plain.port, https: await portOf(tls, options.host, asked.https) };
}

/** A proxy is asked for whole URLs, so that is what a request becomes (RFC 9112, section 3.2.2). */
function makeAbsolute(request: IncomingMessage, tunnelEnds: TunnelEnds): void {
  const scheme = tunnelEnds.get(request.socket)?.scheme ?? 'http';
  const { url = '', headers } = request;
  if (url.startsWith('/') || url === '*') {
    request.url = `${scheme}://${headers.host ?? ''}${url === '*' ? '' : url}`;
  }
}

/** Ends TLS with a certificate for the name that the client asks for; `server` gets what is inside. */
function createTlsEnd(
  { issue, clientCa, handshakeTimeoutMs, logger }: GatewayOptions,
  tunnelEnds: TunnelEnds,
  server: Server,
): TlsServer {
  const tls = createServer({
    ca: clientCa,
    ALPNProtocols: ['http/1.1'],
    // Asked of everybody, as in a tunnel.
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: handshakeTimeoutMs,
    SNICallback: (name, done) => {
      issue(name).then(
        ({ key, cert }) => done(null, createSecureContext({ key, cert, ca: clientCa })),
        (error: Error) => done(error),
      );
    },
  });
  tls.on('secureConnection', (socket) => {
    const host = socket.servername || '';
    const isKnown = hasClientCertificate(socket);
    tunnelEnds.set(socket, { host, port: HTTPS_PORT, scheme: 'https', hasClientCertificate: isKnown });
    server.emit('connection', socket);
  });
  tls.on('tlsClientError', (error, socket) => {
    logger('tls_failed', { host: socket.servername || null, error: error.message });
    socket.destroy();
  });
  return tls;
}

async function portOf(tls: TlsServer, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    tls.once('error', reject);
    tls.listen(port, host, resolve);
  }).catch((error: Error) => {
    throw cannotListen('gateway', error, host, port);
  });
  return (tls.address() as AddressInfo).port;
}
