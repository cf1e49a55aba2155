import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { cannotListen } from '../../core/cannot-listen.ts';
import { Journal } from '../../core/control/journal.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import { PendingLogins } from '../../core/pending-logins.ts';
import { reachableHost } from '../../core/reachable-host.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { createTlsEnd } from './end-tls.ts';
import { presentEndpoints, type RedshiftEndpoints } from './endpoints.ts';
import { unusableCertificate } from './errors.ts';
import { redshiftAbility } from './fault-ability.ts';
import { defaultRedshiftOptions, type RedshiftOptions, type RequiredRedshiftOptions } from './options.ts';
import { tooManyClients } from './refusal.ts';
import { serveClient } from './serve-client.ts';

/** A proxy in this process that makes a PostgreSQL database look like Amazon Redshift to Redshift's drivers. */
export function embeddedRedshift(
  given: RequiredRedshiftOptions & Partial<RedshiftOptions>,
): Service<RedshiftEndpoints> {
  return serviceOf('redshift', () =>
    open(withServiceLogger('redshift', { ...defaultRedshiftOptions, journal: new Journal(), ...given })),
  );
}

async function open(options: RedshiftOptions): Promise<Running<RedshiftEndpoints>> {
  const { host, login, database, caFile, tls } = options;
  try {
    createSecureContext({ key: tls.key, cert: tls.cert });
  } catch (error) {
    throw unusableCertificate(error);
  }
  options.faults?.offer('redshift', redshiftAbility);
  const endTls = createTlsEnd(tls);
  const connections = new Set<Socket>();
  const sessions = new Set<Socket>();
  const pending = new PendingLogins<Socket>(
    options.limits.maxStartups,
    (connection) => {
      options.logger('refused', {
        reason: 'it made room for another: too many log in, and it waited longest',
      });
      connection.destroy();
    },
    options.random,
  );
  // Half open: a client may have said all it has to say while the answer still flows.
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (connection) => {
    connections.add(connection);
    connection.once('close', () => {
      connections.delete(connection);
      pending.delete(connection);
      sessions.delete(connection);
    });
    connection.on('error', () => undefined);
    pending.add(connection);
    void serveClient(connection, options, {
      endTls,
      advance: () => pending.advance(connection),
      admit: () => {
        if (sessions.size >= options.limits.connections) throw tooManyClients();
        pending.delete(connection);
        sessions.add(connection);
      },
    });
  });
  const port = await listen(server, options);

  return {
    endpoints: presentEndpoints({
      host: reachableHost(host),
      port,
      database: database.database,
      ...login,
      caFile,
    }),
    // The proxy has no data: reset the database behind it.
    reset: async () => undefined,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

async function listen(server: Server, { host, port }: RedshiftOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen('redshift', error, host, port)));
    server.listen(port, host, resolve);
  });
  // One connection that cannot be accepted is not a reason to end.
  server.on('error', () => undefined);
  return (server.address() as AddressInfo).port;
}
