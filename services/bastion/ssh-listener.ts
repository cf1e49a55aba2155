import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import { cannotListen } from '../../core/cannot-listen.ts';
import { PendingLogins } from '../../core/pending-logins.ts';
import type { Client } from './client.ts';
import type { ErrorCode } from './error-code.ts';
import type { Notes } from './notes.ts';
import type { BastionOptions } from './options.ts';
import { presentAddress } from './targets.ts';

export interface SshListener {
  readonly port: number;
  /** Ends every connection, and with it every tunnel, and resolves when all are gone. */
  endConnections(): Promise<void>;
  close(): Promise<void>;
}

/** How long a connection that was ended may take to hear its last words. */
const LINGER_MS = 1_000;
/** Of answers that a client does not read: then no more is read from it. Tunnels stop long before. */
const MAX_UNSENT_BYTES = 32 * 1024 * 1024;

/**
 * Gives an SSH server a port. The sockets are ours and not ssh2's, so that clients which connect and say nothing
 * are counted and ended too.
 *
 * @param serve is called when a client has said it speaks SSH, before it logs in
 */
export async function listenForSsh(
  { host, port, limits, random }: Pick<BastionOptions, 'host' | 'port' | 'limits' | 'random'>,
  hostKeys: readonly string[],
  notes: Notes,
  serve: (client: Client) => void,
): Promise<SshListener> {
  const carriers = new Set<Socket>();
  const loggedIn = new Set<Socket>();
  const noteRefused = (socket: Socket, reason: string, code: ErrorCode): void =>
    notes.refuse({ remote: remoteOf(socket), user: null, what: 'connection', subject: null, reason }, code);
  const refuse = (socket: Socket, reason: string, code: ErrorCode): void => {
    noteRefused(socket, reason, code);
    socket.destroy();
  };
  const pending = new PendingLogins<Socket>(
    limits.maxStartups,
    (socket) =>
      refuse(
        socket,
        'it was closed for a newer connection: too many connections wait to log in, and it waited longest',
        'made_room',
      ),
    random,
  );
  const configuration = {
    hostKeys: [...hostKeys],
    // No minus sign: RFC 4253, section 4.2.
    ident: 'connector_playground',
    keepaliveInterval: limits.keepAliveMs,
    keepaliveCountMax: 3,
    // A few bytes can unpack to gigabytes, and they may come before the login.
    algorithms: { compress: ['none' as const] },
  };
  const ssh = new ssh2.Server(configuration, (connection) => {
    const { _sock: carrier } = connection as unknown as { readonly _sock: Socket };
    // First of all: an error without a listener would end the process.
    connection.on('error', () => carrier.destroy());
    // Nothing can be said to a client that has closed its half: ssh2 throws on an attempt.
    connection.once('end', () => carrier.destroy());
    pending.advance(carrier);
    connection.once('handshake', () => pending.advance(carrier));
    connection.once('ready', () => {
      pending.delete(carrier);
      loggedIn.add(carrier);
    });
    serve({ connection, carrier, remote: remoteOf(carrier), connectedAt: performance.now() });
  });

  const listener = createServer({ noDelay: true }, (socket) => {
    if (loggedIn.size >= limits.connections) {
      const reason = `${limits.connections} connections are open, and more are not allowed`;
      noteRefused(socket, reason, 'too_many_connections');
      socket.on('error', () => socket.destroy());
      socket.setTimeout(LINGER_MS, () => socket.destroy());
      // A line before the identification, which clients must pass over and may show (RFC 4253, section 4.2).
      socket.resume().end(`${reason}\r\n`, () => socket.destroy());
      return;
    }

    carriers.add(socket);
    pending.add(socket);
    const grace = setTimeout(() => {
      if (loggedIn.has(socket)) return;
      refuse(socket, `no login within ${limits.loginGraceMs} ms`, 'login_timeout');
    }, limits.loginGraceMs);
    socket.once('close', () => {
      carriers.delete(socket);
      pending.delete(socket);
      loggedIn.delete(socket);
      clearTimeout(grace);
    });
    // A client that was refused has a second to read why and to leave.
    socket.once('finish', () => setTimeout(() => socket.destroy(), LINGER_MS).unref());
    // Each tunnel may wait for it to drain.
    socket.setMaxListeners(0);
    ssh.injectSocket(socket);
    socket.on('data', () => {
      if (!loggedIn.has(socket) && socket.bytesRead > limits.loginBytes) {
        refuse(socket, `no login within ${limits.loginBytes} bytes`, 'login_too_long');
      } else if (socket.writableLength > MAX_UNSENT_BYTES && !socket.isPaused()) {
        socket.pause();
        socket.once('drain', () => socket.resume());
      }
    });
  });

  await new Promise<void>((resolve, reject) => {
    listener.once('error', (error) => reject(cannotListen('bastion', error, host, port)));
    listener.listen(port, host, resolve);
  });
  // One connection that cannot be accepted is not a reason to end.
  listener.on('error', () => undefined);

  const endConnections = async (): Promise<void> => {
    const ended = [...carriers].map((socket) => {
      socket.destroy();
      return once(socket, 'close');
    });
    await Promise.all(ended);
  };

  return {
    port: (listener.address() as AddressInfo).port,
    endConnections,
    close: async () => {
      const closed = once(listener, 'close');
      listener.close();
      await endConnections();
      await closed;
    },
  };
}

function remoteOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return presentAddress({ host: remoteAddress, port: remotePort });
}
