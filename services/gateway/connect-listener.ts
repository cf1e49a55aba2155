import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TimedNotebook } from '../../core/control/end-entry.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { TunnelFaults } from '../../core/faults/wire/tunnel-faults.ts';
import { answerErrorOnSocket } from './answer-error.ts';
import { badTarget, GatewayError, nestedTunnel, noCertificate, unexpected } from './errors.ts';
import { noteTunnel } from './note.ts';
import { openTunnel, TUNNEL_IS_OPEN } from './open-tunnel.ts';
import type { GatewayOptions } from './options.ts';
import { type HostAndPort, parseAuthority } from './parse-authority.ts';
import { nameOf, type Route } from './route-table.ts';
import type { State } from './state.ts';
import { hasClientCertificate, type TlsTerminator } from './tls-terminator.ts';
import type { TunnelEnds } from './tunnel-end.ts';
import { refuseUnknownWorld } from './ways-to-world.ts';

/** What a tunnel meets on its way. */
interface Parts {
  readonly options: Pick<GatewayOptions, 'connectTimeoutMs' | 'idleTimeoutMs' | 'world'>;
  readonly notebook: TimedNotebook;
  readonly faults: FaultPlan;
  readonly state: State;
  readonly tunnelEnds: TunnelEnds;
  readonly tls: TlsTerminator;
  /** Told of every connection in whose tunnel bytes have passed. */
  readonly connections: { tunnels(client: Socket): void };
}

/** A `CONNECT` that was taken note of. */
interface Asked {
  readonly client: Socket;
  readonly entry: JournalEntry;
}

/** Answers `CONNECT host:port`. `server` gets the content of the tunnels that end here, as its own connections. */
export function createConnectListener(server: Server, parts: Parts) {
  return (request: IncomingMessage, connection: Duplex, head: Buffer): void => {
    const client = connection as Socket;
    const url = request.url as string;
    client.on('error', () => client.destroy());
    // What came right after the request, unasked. Put back before its end can be read, which may have come too.
    if (head.length > 0) client.unshift(head);
    const authority = parseAuthority(url);
    const entry = noteTunnel(parts.notebook, client, url);
    open({ client, entry }).catch((error: unknown) => {
      const known = error instanceof GatewayError ? error : unexpected(String(error));
      entry.status = known.status;
      entry.errorCode = known.code;
      answerErrorOnSocket(client, known);
    });

    async function open(asked: Asked): Promise<void> {
      if (parts.tunnelEnds.has(client)) throw nestedTunnel(url);
      if (!authority) throw badTarget(url);
      refuseUnknownWorld(request, parts.options.world);
      const route = parts.state.table.get(authority);
      entry.route = nameOf(route);
      const to = tunnelEndOf(route, authority);
      if (to) {
        const tunnel = { service: 'gateway', tcp: 'tunnel', host: authority.host } as const;
        const faults = new TunnelFaults({ plan: parts.faults, tunnel, entry });
        const isOpen = await openTunnel(client, to, { ...parts.options, faults }, () =>
          parts.connections.tunnels(client),
        );
        entry.status = isOpen && !client.destroyed ? 200 : null;
      } else if (authority.port === 80) {
        endPlain(server, parts, asked, authority);
      } else {
        await endTls(server, parts, asked, authority);
      }
    }
  };
}

/** Where the bytes of a tunnel go; undefined when the gateway itself speaks HTTP at its end. */
function tunnelEndOf(route: Route, authority: HostAndPort): HostAndPort | undefined {
  if (route.kind === 'allowed') return authority;
  const isWeb = authority.port === 443 || authority.port === 80;
  return route.kind === 'upstream' && !isWeb ? { host: route.to.host, port: route.to.port } : undefined;
}

async function endTls(
  server: Server,
  { tls, tunnelEnds }: Parts,
  { client, entry }: Asked,
  { host, port }: HostAndPort,
): Promise<void> {
  const terminate = await tls.terminatorFor(host).catch((error: Error) => {
    throw noCertificate(host, error.message);
  });
  if (client.destroyed) return;
  // An HTTP server's connections stay half open. TLS has no use for that, and would wait forever for a client
  // that left in the middle of the handshake.
  client.allowHalfOpen = false;
  accept(client, entry);
  let isSecure = false;
  // Before the journal writes the tunnel down, which it does when it closes.
  client.prependOnceListener('close', () => {
    if (!isSecure) entry.errorCode = 'tls_failed';
  });
  terminate(client, (secure) => {
    isSecure = true;
    tunnelEnds.set(secure, {
      host,
      port,
      scheme: 'https',
      hasClientCertificate: hasClientCertificate(secure),
    });
    server.emit('connection', secure);
  });
}

function endPlain(
  server: Server,
  { tunnelEnds }: Parts,
  { client, entry }: Asked,
  { host, port }: HostAndPort,
): void {
  accept(client, entry);
  tunnelEnds.set(client, { host, port, scheme: 'http', hasClientCertificate: false });
  server.emit('connection', client);
}

function accept(client: Socket, entry: JournalEntry): void {
  entry.status = 200;
  client.write(TUNNEL_IS_OPEN);
}
