import type { Place } from '../../core/place.ts';
import { reachableHost } from '../../core/reachable-host.ts';
import type { Login, PostgresCredentials } from './credentials.ts';
import { DATABASE } from './database-names.ts';
import type { PostgresOptions } from './options.ts';

/** What a client needs to connect. */
export interface PostgresEndpoints extends PostgresCredentials {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /**
   * What to write where a connector asks for an sslmode. A server with a certificate takes clients without
   * TLS all the same.
   */
  readonly sslmode: 'disable' | 'require';
  /** The certificate authority (PEM) for clients that verify; only with TLS. */
  readonly ca?: string;
  /** As the owner: `postgresql://playground:…@127.0.0.1:5432/playground`. */
  readonly url: string;
}

/** The address of the database for one login, as libpq and node-postgres read it. */
export function presentUrl(login: Login, address: { host: string; port: number; database: string }): string {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  const user = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}`;
  return `postgresql://${user}@${host}:${address.port}/${encodeURIComponent(address.database)}`;
}

/** Where clients find a server that was seeded, or will be. */
export function endpointsOf({
  host,
  port,
  credentials,
  tls,
  database = DATABASE,
}: Pick<PostgresOptions, 'host' | 'port' | 'credentials'> & {
  readonly tls?: { readonly ca?: string };
  readonly database?: string;
}): PostgresEndpoints {
  const address = { host: reachableHost(host), port, database };
  return {
    ...address,
    ...credentials,
    sslmode: tls ? 'require' : 'disable',
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    url: presentUrl(credentials.owner, address),
  };
}

/** A server as clients elsewhere must have it. */
export function postgresAt(inside: PostgresEndpoints, { host, port }: Place): PostgresEndpoints {
  return { ...inside, host, port, url: presentUrl(inside.owner, { host, port, database: inside.database }) };
}
