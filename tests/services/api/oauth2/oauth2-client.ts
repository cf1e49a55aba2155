import { createHash } from 'node:crypto';
import type { ApiCredentials } from '../../../../services/api/credentials.ts';
import type { StartedApi } from '../../../support/start-api.ts';

type Fields = Readonly<Record<string, string | undefined>>;

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly id_token?: string;
}

/** Where a client of these tests listens, as far as it says. */
export const REDIRECT = 'http://127.0.0.1:9/done';
export const VERIFIER = 'a-verifier-of-forty-three-letters-or-more-123';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** Asks the authorization server of an API as one of its two clients would. */
export class OAuth2Client {
  readonly #api: StartedApi;
  readonly #credentials: ApiCredentials['oauth2'];

  constructor(api: StartedApi) {
    this.#api = api;
    this.#credentials = api.endpoints.credentials.oauth2;
  }

  /** As the client with the secret, unless other headers are given. */
  post(path: string, form: Fields, headers: Record<string, string> = this.basic()) {
    return this.#api.get(`/auth/oauth2${path}`, {
      method: 'POST',
      body: new URLSearchParams(given(form)),
      headers,
    });
  }

  /** As the client without a secret. */
  postPublic(path: string, form: Fields) {
    return this.post(path, { ...form, client_id: this.#credentials.publicClientId }, {});
  }

  basic({ clientId, clientSecret } = this.#credentials): Record<string, string> {
    return { Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` };
  }

  /** @throws Error when the answer is none */
  async token(form: Fields): Promise<TokenAnswer> {
    const answer = await this.post('/token', form);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
    return answer.json();
  }

  clientCredentials(form: Fields = {}): Promise<TokenAnswer> {
    return this.token({ grant_type: 'client_credentials', ...form });
  }

  /** The answer of the authorization endpoint, and what it sends the client, if it does. */
  async authorize(query: Fields = {}) {
    const asked = given({
      response_type: 'code',
      client_id: this.#credentials.clientId,
      redirect_uri: REDIRECT,
      ...query,
    });
    const answer = await this.#api.get(`/auth/oauth2/authorize?${new URLSearchParams(asked)}`, {
      redirect: 'manual',
    });
    const location = answer.headers.get('location');
    // An error for a client that asked for a token comes as a fragment, as the token would have.
    const [, sent = ''] = location?.split(/[?#]/) ?? [];
    return { ...answer, location, sent: Object.fromEntries(new URLSearchParams(sent)) };
  }

  async code(query: Fields = {}): Promise<string> {
    return (await this.authorize(query)).sent['code'] as string;
  }

  /** A whole consent: a code, and what it is exchanged for. */
  async consent(query: Fields = {}, form: Fields = {}): Promise<TokenAnswer> {
    return this.token(codeForm(await this.code(query), form));
  }

  refresh(refreshToken: string, form: Fields = {}) {
    return this.post('/token', { grant_type: 'refresh_token', refresh_token: refreshToken, ...form });
  }

  data(accessToken: string) {
    return this.#api.get('/auth/oauth2/data', { headers: { Authorization: `Bearer ${accessToken}` } });
  }

  async isActive(token: string): Promise<boolean> {
    return (await this.post('/introspect', { token })).json<{ active: boolean }>().active;
  }
}

export function codeForm(code: string, form: Fields = {}): Fields {
  return { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...form };
}

/** What a JWT says, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString());
}

function given(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}
