import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { PostgresEndpoints } from '../../services/postgres-seed/endpoints.ts';

/** A client of the database as its owner, whose bytes go through a tunnel that is open already. */
export function clientThrough(
  tunnel: Duplex,
  { database, owner }: Pick<PostgresEndpoints, 'database' | 'owner'>,
): pg.Client {
  // What pg asks of a socket besides bytes.
  const socket = Object.assign(tunnel, {
    connect: () => setImmediate(() => tunnel.emit('connect')),
    setNoDelay() {},
    ref() {},
    unref() {},
  });
  return new pg.Client({ stream: () => socket as never, database, ...owner });
}
