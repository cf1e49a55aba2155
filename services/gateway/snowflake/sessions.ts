import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../../../core/bounded-map.ts';
import { isSameSecret } from '../../../core/same-secret.ts';
import { wrongLogin } from './errors.ts';
import type { SessionFacts } from './session-functions.ts';

export interface SnowflakeCredentials {
  readonly user: string;
  readonly password: string;
}

export interface SnowflakeSession extends SessionFacts {
  readonly id: number;
  readonly token: string;
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
  #opened = 0;

  /** @param onForgotten told of a session that had to go for a newer one */
  constructor(credentials: SnowflakeCredentials, onForgotten: (session: SnowflakeSession) => void) {
    this.#credentials = credentials;
    this.#byToken = new BoundedMap(MOST_SESSIONS, onForgotten);
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
    const token = randomBytes(48).toString('base64');
    const masterToken = randomBytes(48).toString('base64');
    const session = { id: this.#opened, token, masterToken, user, ...settings };
    this.#byToken.set(token, session);
    return session;
  }

  /** The session of an `Authorization: Snowflake Token="…"`. */
  find(authorization: string): SnowflakeSession | undefined {
    return this.#byToken.get(/^Snowflake Token="([^"]+)"$/.exec(authorization)?.[1] ?? '');
  }

  close(session: SnowflakeSession): void {
    this.#byToken.delete(session.token);
  }
}
