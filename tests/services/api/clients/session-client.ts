import { fetchJson, UnexpectedStatus } from './fetch-json.ts';
import type { Row } from './paging-clients.ts';

interface Login {
  readonly username: string;
  readonly password: string;
}

/** Keeps a session token and logs in again when it is refused. */
export class SessionClient {
  readonly #baseUrl: string;
  readonly #login: Login;
  #token: string | undefined;
  logins = 0;

  constructor(baseUrl: string, login: Login) {
    this.#baseUrl = baseUrl;
    this.#login = login;
  }

  async rows(): Promise<readonly Row[]> {
    this.#token ??= await this.#logIn();
    try {
      return await this.#read();
    } catch (error) {
      if (!(error instanceof UnexpectedStatus) || error.status !== 401) throw error;
      this.#token = await this.#logIn();
      return this.#read();
    }
  }

  async #read(): Promise<readonly Row[]> {
    const headers = { Authorization: `Token ${this.#token}` };
    const url = `${this.#baseUrl}/auth/session_token/data`;
    return (await fetchJson<{ data: Row[] }>(url, {}, { headers })).data;
  }

  async #logIn(): Promise<string> {
    this.logins += 1;
    const { token } = await fetchJson<{ token: string }>(
      `${this.#baseUrl}/auth/session_token/login`,
      {},
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(this.#login),
      },
    );
    return token;
  }
}
