import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import { cannotListen } from '../../core/cannot-listen.ts';
import type { Client } from './client.ts';
import type { Journal } from './journal.ts';
import type { BastionOptions } from './options.ts';
import { presentAddress } from './targets.ts';

export interface SshListener {
  readonly port: number;
  /** Ends every connection, and with it every tunnel, and resolves when all are gone. */
  endConnections(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives an SSH server a port. The sockets are ours and not ssh2's, so that clients which connect and say nothing
 * are counted and ended too.
 *
 * @param serve is called when a client has said it speaks SSH, before it logs in
 */
export async function listenForSsh(
  { host, port, limits }: Pick<BastionOptions, 'host' | 'port' | 'limits'>,
  hostKeys: readonly string[],
  journal: Journal,
  serve: (client: Client) => void,
): Promise<SshListener> {
  const carriers = new Map<string, { readonly socket: Socket; readonly grace: NodeJS.Timeout }>();
  const configuration = {
    hostKeys: [...hostKeys],
    // No minus sign: RFC 4253, section 4.2.
    ident: 'connector_playground',
    keepaliveInterval: limits.keepAliveMs,
    keepaliveCountMax: 3,
  };
  const ssh = new ssh2.Server(configuration, (connection, { ip, port: clientPort }) => {
    const remote = presentAddress({ host: ip, port: clientPort });
    const carrier = carriers.get(remote);
    if (!carrier) return;
    connection.once('ready', () => clearTimeout(carrier.grace));
    serve({ connection, carrier: carrier.socket, remote });
  });

  const listener = createServer({ noDelay: true }, (socket) => {
    const remote = presentAddress({ host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 });
    const refuse = (reason: string): void =>
      journal.note({ remote, user: null, what: 'connection', subject: null, outcome: 'refused', reason });

    if (carriers.size >= limits.connections) {
      const reason = `${limits.connections} connections are open, and more are not allowed`;
      refuse(reason);
      socket.on('error', () => socket.destroy());
      // A line before the identification, which clients must pass over and may show (RFC 4253, section 4.2).
      socket.resume().end(`${reason}\r\n`, () => socket.destroy());
      return;
    }

    const grace = setTimeout(() => {
      refuse(`no login within ${limits.loginGraceMs} ms`);
      socket.destroy();
    }, limits.loginGraceMs);
    carriers.set(remote, { socket, grace });
    socket.once('close', () => {
      carriers.delete(remote);
      clearTimeout(grace);
    });
    // Each tunnel may wait for it to drain.
    socket.setMaxListeners(0);
    ssh.injectSocket(socket);
  });

  await new Promise<void>((resolve, reject) => {
    listener.once('error', (error) => reject(cannotListen('bastion', error, host, port)));
    listener.listen(port, host, resolve);
  });

  const endConnections = async (): Promise<void> => {
    const ended = [...carriers.values()].map(({ socket }) => {
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
