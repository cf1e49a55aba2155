import { connect, type Socket } from 'node:net';
import { answeredTooLate, unreachable } from './errors.ts';
import type { GatewayOptions } from './options.ts';
import { type HostAndPort, presentAuthority } from './parse-authority.ts';

/** Says that the tunnel is open (RFC 9110, section 9.3.6). */
export const TUNNEL_IS_OPEN = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/**
 * Passes bytes between a client and a server until both have ended: an end from one side goes through while the
 * other still sends. Cut when both are silent for `idleTimeoutMs`.
 *
 * @param passed is told whenever one of them has said something
 * @throws GatewayError 502 or 504 while nothing has been said to the client
 */
export async function openTunnel(
  client: Socket,
  to: HostAndPort,
  { connectTimeoutMs, idleTimeoutMs }: Pick<GatewayOptions, 'connectTimeoutMs' | 'idleTimeoutMs'>,
  passed: () => void,
): Promise<void> {
  const server = connect({ ...to, allowHalfOpen: true, noDelay: true });
  client.once('close', () => (server.connecting ? server.destroy() : server.destroySoon()));
  await connected(server, presentAuthority(to), connectTimeoutMs);
  if (client.destroyed) return;

  for (const socket of [client, server]) {
    socket.setTimeout(idleTimeoutMs, () => {
      client.destroy();
      server.destroy();
    });
  }
  server.on('error', () => client.destroy());
  client.write(TUNNEL_IS_OPEN);
  client.pipe(server);
  server.pipe(client);
  for (const socket of [client, server]) socket.on('data', passed);
}

function connected(server: Socket, where: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.setTimeout(timeoutMs, () => server.destroy(answeredTooLate(where, timeoutMs)));
    server.once('connect', () => {
      server.removeAllListeners('timeout');
      resolve();
    });
    server.once('error', (error) =>
      reject('status' in error ? error : unreachable(where, error.message || 'no address could be reached')),
    );
    // The client went away first, so nobody is left to be told.
    server.once('close', () => resolve());
  });
}
