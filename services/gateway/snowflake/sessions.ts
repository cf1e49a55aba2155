import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../../../core/bounded-map.ts';
import { isSameSecret } from '../../../core/same-secret.ts';
import { noSession, wrongLogin } from './errors.ts';
import type { SessionFacts } from './session-functions.ts';

export interface SnowflakeCredentials {
  readonly user: string;
  readonly password: string;
}

export interface SnowflakeSession extends SessionFacts {
  readonly id: number;
  /** A client renews it by the master token. */
  token: string;
  hasExpired: boolean;
  readonly masterToken: string;
  /** Where names are looked up; a client may change both. */
  database: string;
  schema: string;
  /** How long a statement may take; undefined for as long as any may. */
  statementTimeoutSeconds: number | undefined;
}

type SessionSettings = Pick<SnowflakeSession, 'database' | 'schema' | 'statementTimeoutSeconds'>;

/** Clients that never say goodbye are forgotten, the one that was silent longest first. */
const MOST_SESSIONS = 1000;

/** Who is logged in. */
export class Sessions {
  readonly #credentials: SnowflakeCredentials;
  readonly #byToken: BoundedMap<string, SnowflakeSession>;
  readonly #byMasterToken: BoundedMap<string, SnowflakeSession>;
  #opened = 0;

  /** @param onForgotten told of a session that had to go for a newer one */
  constructor(credentials: SnowflakeCredentials, onForgotten: (session: SnowflakeSession) => void) {
    this.#credentials = credentials;
    this.#byMasterToken = new BoundedMap(MOST_SESSIONS);
    this.#byToken = new BoundedMap(MOST_SESSIONS, (session) => {
      this.#byMasterToken.delete(session.masterToken);
      onForgotten(session);
    });
  }

  /** How many are logged in. */
  get size(): number {
    return this.#byToken.size;
  }

  /** @throws SnowflakeError 390100 when the user or the password is wrong */
  open(user: string, password: string, settings: SessionSettings): SnowflakeSession {
    // Names of users are identifiers: their case makes no difference.
    const isUser = isSameSecret(user.toUpperCase(), this.#credentials.user.toUpperCase());
    const isPassword = isSameSecret(password, this.#credentials.password);
    if (!isUser || !isPassword) throw wrongLogin();
    this.#opened += 1;
    const [token, masterToken] = [newToken(), newToken()];
    const session = { id: this.#opened, token, masterToken, hasExpired: false, user, ...settings };
    this.#byToken.set(token, session);
    this.#byMasterToken.set(masterToken, session);
    return session;
  }

  /** The session of an `Authorization: Snowflake Token="…"`. */
  find(authorization: string): SnowflakeSession | undefined {
    return this.#byToken.get(tokenIn(authorization));
  }

  /**
   * Gives the session of a master token another token; the old one is good for nothing then.
   *
   * @throws SnowflakeError 390111 for one that nobody has
   */
  renew(authorization: string): SnowflakeSession {
    const session = this.#byMasterToken.get(tokenIn(authorization));
    if (!session) throw noSession();
    this.#byToken.delete(session.token);
    session.token = newToken();
    session.hasExpired = false;
    this.#byToken.set(session.token, session);
    return session;
  }

  close(session: SnowflakeSession): void {
    this.#byToken.delete(session.token);
    this.#byMasterToken.delete(session.masterToken);
  }
}

function newToken(): string {
  return randomBytes(48).toString('base64');
}

function tokenIn(authorization: string): string {
  return /^Snowflake Token="([^"]+)"$/.exec(authorization)?.[1] ?? '';
}
