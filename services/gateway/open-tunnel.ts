import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ClientSide, endsOf } from '../../core/faults/wire/client-side.ts';
import { moveBytes } from '../../core/faults/wire/move-bytes.ts';
import type { TunnelFaults } from '../../core/faults/wire/tunnel-faults.ts';
import { answeredTooLate, plannedFault, unreachable } from './errors.ts';
import type { GatewayOptions } from './options.ts';
import { type HostAndPort, presentAuthority } from './parse-authority.ts';

/** Says that the tunnel is open (RFC 9110, section 9.3.6). */
export const TUNNEL_IS_OPEN = 'HTTP/1.1 200 Connection Established\r\n\r\n';

interface Means extends Pick<GatewayOptions, 'connectTimeoutMs' | 'idleTimeoutMs'> {
  readonly faults: TunnelFaults;
}

/**
 * Passes bytes between a client and a server until both have ended: an end from one side goes through while the
 * other still sends. Cut when both are silent for `idleTimeoutMs`.
 *
 * @param passed is told whenever one of them has said something
 * @returns whether the client was told that it is open
 * @throws GatewayError 502 or 504, or what a fault plan answers with, while nothing has been said to the client
 */
export async function openTunnel(
  client: Socket,
  to: HostAndPort,
  { connectTimeoutMs, idleTimeoutMs, faults }: Means,
  passed: () => void,
): Promise<boolean> {
  const met = faults.opening();
  if (met && !(await faults.waits(met, client))) return false;
  if (met?.do.status !== undefined) throw plannedFault(met.do.status);
  const server = connect({ ...to, allowHalfOpen: true, noDelay: true });
  client.once('close', () => (server.connecting ? server.destroy() : server.destroySoon()));
  await connected(server, presentAuthority(to), connectTimeoutMs);
  if (client.destroyed) return false;

  for (const socket of [client, server]) {
    socket.setTimeout(idleTimeoutMs, () => {
      client.destroy();
      server.destroy();
    });
  }
  server.on('error', () => client.destroy());
  const side = new ClientSide<Duplex>(client, endsOf(client), faults);
  faults.client = side;
  if (!met?.do.reset || met.do.cut !== undefined) client.write(TUNNEL_IS_OPEN);
  if (met) faults.spoil(met, side);
  client.pipe(server);
  moveBytes(
    server,
    (chunk) => side.send(chunk),
    () => client.end(),
  );
  for (const socket of [client, server]) socket.on('data', passed);
  return true;
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
