import type { Socket } from 'node:net';
import { createSecureContext, connect as encrypt, TLSSocket } from 'node:tls';
import { parseDuration } from '../../../core/duration.ts';
import { resetConnection } from '../../../core/faults/reset-connection.ts';
import { notePlainSocket } from '../../../core/plain-socket.ts';
import { SERVER_LIMITS } from '../options.ts';
import { RELAY } from '../relay-name.ts';
import type { PostgresTls } from '../tls.ts';
import { FaultySession } from './faulty-session.ts';
import { nextBytes, readFirstMessage } from './first-message.ts';
import type { FaultMeans } from './session.ts';
import { CANCEL_REQUEST, GSS_REQUEST, readStartup, SSL_REQUEST } from './startup.ts';

/** What a client says that begins with TLS at once (PostgreSQL 17, `sslnegotiation=direct`). */
const TLS_HANDSHAKE = 0x16;
const PATIENCE_MS = parseDuration(SERVER_LIMITS.authentication_timeout);
const PROTOCOL = ['postgresql'];

interface Ends {
  readonly client: Socket;
  readonly server: Socket;
}

/**
 * Joins clients to a server as sessions in which faults can happen.
 *
 * TLS ends here and begins anew, with the server's own certificate: so statements can be seen, and a client that binds its
 * password to the certificate (SCRAM-SHA-256-PLUS) finds the right one.
 *
 * @param tls the server's own; undefined: it speaks none
 */
export function joinSessions(
  means: FaultMeans,
  tls: PostgresTls | undefined,
): (client: Socket, server: Socket) => void {
  const context = tls && createSecureContext({ key: tls.key, cert: tls.cert });
  const encrypted = ({ client, server }: Ends, isDirect: boolean): Ends => {
    const ends = {
      client: new TLSSocket(client, {
        isServer: true,
        ...(context && { secureContext: context }),
        ALPNProtocols: PROTOCOL,
      }),
      // It is the server of this very process, and shows the certificate that the client gets from here.
      server: encrypt({
        socket: server,
        rejectUnauthorized: false,
        ...(isDirect && { ALPNProtocols: PROTOCOL }),
      }),
    };
    notePlainSocket(ends.client, client);
    notePlainSocket(ends.server, server);
    tie(ends);
    return ends;
  };

  async function begin(ends: Ends): Promise<void> {
    const { client, server } = ends;
    const first = await readFirstMessage(client);
    if (first === undefined) client.destroySoon();
    else if (first[0] === TLS_HANDSHAKE) {
      client.unshift(first);
      await begin(encrypted(ends, true));
    } else {
      const code = first.readUInt32BE(4);
      if (code === SSL_REQUEST || code === GSS_REQUEST) {
        server.write(first);
        const answer = await nextBytes(server);
        if (answer !== undefined) client.write(answer);
        await begin(answer?.toString() === 'S' ? encrypted(ends, false) : ends);
      } else if (code === CANCEL_REQUEST) pass(ends, first);
      else {
        const startup = readStartup(first);
        // What comes through another service is that service's to spoil.
        if (startup.application === RELAY) pass(ends, first);
        else new FaultySession(client, server, startup, means).begin(first);
      }
    }
  }

  return (client, server) => {
    const ends = { client, server };
    tie(ends);
    // The server waits as long, but nobody reads of it that it has gone before the client has said something.
    const patience = setTimeout(() => client.destroy(), PATIENCE_MS);
    client.once('close', () => clearTimeout(patience));
    begin(ends)
      .catch((error: Error) => void client.destroy(error))
      .finally(() => clearTimeout(patience));
  };
}

/** When one is gone the other is as well. */
function tie({ client, server }: Ends): void {
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => resetConnection(other));
    one.once('close', () => other.destroySoon());
  }
}

function pass({ client, server }: Ends, first: Buffer): void {
  server.write(first);
  client.pipe(server);
  server.pipe(client);
}
