import { digestOf } from './digest-of.ts';

/**
 * One thing that a client asks, as far as a fault plan looks at it. A service fills in what its protocol has; what is left
 * out matches no condition on it.
 */
export interface Asked {
  readonly service: string;
  /** Its number in the journal. */
  readonly number?: number | undefined;
  /** The service's own name for it, as the journal has it. */
  readonly route?: string | undefined;
  /** What it is about, by whatever route: the table that is listed, `token`. A condition on `route` fits this as well. */
  readonly about?: string | undefined;
  readonly method?: string | undefined;
  /** Whom the client meant, without the port: for stand-ins and tunnels. */
  readonly host?: string | undefined;
  /** Without the query. */
  readonly path?: string | undefined;
  readonly query?: URLSearchParams | undefined;
  /** The lower bound of an incremental read, as the client wrote it. */
  readonly since?: string | undefined;
  /** Which page of its walk it asks for, from 1 (`walk-pages.ts`). */
  readonly page?: number | undefined;
  /** A statement. */
  readonly sql?: string | undefined;
  /** What is bound to the parameters of the statement, in any form in which the same values are the same text. */
  readonly values?: string | undefined;
  /** The key of an object. */
  readonly object?: string | undefined;
  /** For a connection, what it is called besides its service: `ssh`. */
  readonly tcp?: string | undefined;
  /** How many bytes the client has been sent on the connection. Left out: none, it begins. */
  readonly bytes?: number | undefined;
}

/**
 * What is asked, whoever asks and however often: two tries of one request have the same one. So a fault meets the same
 * request in whatever order parallel clients come.
 */
export function identityOf(asked: Asked): string {
  const { service, method, host, path, query, sql, values, object, tcp } = asked;
  const parameters = [...(query ?? [])].map(([name, value]) => `${name}=${value}`).sort();
  return digestOf(JSON.stringify([service, method, host, path, parameters, sql, values, object, tcp]));
}
