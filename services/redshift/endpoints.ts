import type { Place } from '../../core/place.ts';

/** What a client needs to connect. TLS is a must, as it is for the drivers of Amazon Redshift. */
export interface RedshiftEndpoints {
  /** `postgresql://awsuser:…@127.0.0.1:5439/playground?sslmode=verify-full&sslrootcert=…`, for libpq and node-postgres. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Path of the certificate authority (PEM) that clients must trust. */
  readonly caFile: string;
}

/** Adds the address in one text to what it is made of. */
export function presentEndpoints(parts: Omit<RedshiftEndpoints, 'url'>): RedshiftEndpoints {
  const { host, port, database, user, password, caFile } = parts;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const trust = `sslmode=verify-full&sslrootcert=${encodeURIComponent(caFile)}`;
  return { url: `postgresql://${login}@${address}/${encodeURIComponent(database)}?${trust}`, ...parts };
}

/** The endpoints of a proxy for clients on other machines. */
export function redshiftAt({ url: _url, ...inside }: RedshiftEndpoints, place: Place): RedshiftEndpoints {
  const { host, port } = place;
  return presentEndpoints({ ...inside, host, port, caFile: place.outside(inside.caFile) });
}
