import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Logger } from '../../core/logger.ts';
import type { GatewayOptions } from './options.ts';

type OnSecure = (socket: TLSSocket) => void;

/** Ends TLS on a connection; `onSecure` is called once the handshake is done, or never. */
type Terminate = (connection: Socket, onSecure: OnSecure) => void;

type TerminatorOptions = Pick<GatewayOptions, 'issue' | 'clientCa' | 'handshakeTimeoutMs' | 'logger'>;

/** So that a client who asks for an endless series of new names below `*.vault.azure.net` cannot fill the memory. */
const KEPT_HOSTS = 500;

/**
 * Ends TLS in this process. Each host has its own TLS server, which never listens, so that the certificate is
 * that of the host the tunnel was asked for, whatever name (or none) the client hello carries.
 */
export class TlsTerminator {
  readonly #options: TerminatorOptions;
  readonly #byHost = new BoundedMap<string, Promise<Terminate>>(KEPT_HOSTS);

  constructor(options: TerminatorOptions) {
    this.#options = options;
  }

  /** How many hosts are kept. */
  get size(): number {
    return this.#byHost.size;
  }

  /** Rejects as `issue` does. What failed is tried again the next time. */
  terminatorFor(host: string): Promise<Terminate> {
    const known = this.#byHost.get(host);
    if (known !== undefined) return known;
    const terminate = this.#create(host);
    this.#byHost.set(host, terminate);
    terminate.catch(() => this.#byHost.delete(host));
    return terminate;
  }

  async #create(host: string): Promise<Terminate> {
    const { issue, clientCa, handshakeTimeoutMs, logger } = this.#options;
    const { key, cert } = await issue(host);
    const server = createServer({
      key,
      cert,
      ca: clientCa,
      ALPNProtocols: ['http/1.1'],
      // Asked of everybody: who is asked cannot depend on the name in the client hello (OpenSSL fixes it earlier).
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: handshakeTimeoutMs,
    });
    return terminateWith(server, host, logger);
  }
}

function terminateWith(server: Server, host: string, logger: Logger): Terminate {
  const waiting = new Map<string, OnSecure>();
  server.on('secureConnection', (socket) => {
    const onSecure = waiting.get(peerOf(socket));
    if (onSecure) onSecure(socket);
    else socket.destroy();
  });
  server.on('tlsClientError', (error, socket) => {
    logger('tls_failed', { host, error: error.message });
    socket.destroy();
  });
  return (connection, onSecure) => {
    const peer = peerOf(connection);
    waiting.set(peer, onSecure);
    connection.once('close', () => {
      if (waiting.get(peer) === onSecure) waiting.delete(peer);
    });
    server.emit('connection', connection);
  };
}

/** The one thing that a connection and the TLS socket made of it are known to share. */
function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/**
 * Whether the client proved that it has a certificate of the authority. Node calls a resumed TLS 1.3 session
 * without any client certificate authorized as well, hence the second question.
 */
export function hasClientCertificate(socket: TLSSocket): boolean {
  return socket.authorized && Object.keys(socket.getPeerCertificate()).length > 0;
}
