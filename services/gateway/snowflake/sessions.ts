import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
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
}

/** Clients that never say goodbye are forgotten, the oldest first. */
const MOST_SESSIONS = 1000;

/** Who is logged in. */
export class Sessions {
  readonly #credentials: SnowflakeCredentials;
  readonly #byToken = new Map<string, SnowflakeSession>();
  #opened = 0;

  constructor(credentials: SnowflakeCredentials) {
    this.#credentials = credentials;
  }

  /** @throws SnowflakeError 390100 when the user or the password is wrong */
  open(user: string, password: string, database: string, schema: string): SnowflakeSession {
    // Names of users are identifiers: their case makes no difference.
    const isUser = isEqual(user.toUpperCase(), this.#credentials.user.toUpperCase());
    const isPassword = isEqual(password, this.#credentials.password);
    if (!isUser || !isPassword) throw wrongLogin();
    this.#opened += 1;
    const token = randomBytes(48).toString('base64');
    const masterToken = randomBytes(48).toString('base64');
    const session = { id: this.#opened, token, masterToken, user, database, schema };
    this.#byToken.set(token, session);
    const [oldest] = this.#byToken.keys();
    if (this.#byToken.size > MOST_SESSIONS && oldest !== undefined) this.#byToken.delete(oldest);
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

/** Takes the same time whatever differs. */
function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
