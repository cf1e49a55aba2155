/** Gets a code without a browser, reads data for the token it gives, and again for the next one. */
import { createPlayground } from 'connector-playground';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

await using playground = await createPlayground({ services: ['api'] });
const { url, credentials } = playground.endpoints.api;
const { clientId: client_id, clientSecret: client_secret } = credentials.oauth2;
const redirect_uri = 'http://127.0.0.1/callback';

async function fetchTokens(form: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id, client_secret, ...form });
  return (await (await fetch(`${url}/auth/oauth2/token`, { method: 'POST', body })).json()) as Tokens;
}

async function countPeople({ access_token }: Tokens): Promise<number> {
  const headers = { Authorization: `Bearer ${access_token}` };
  const { data } = (await (await fetch(`${url}/auth/oauth2/data`, { headers })).json()) as {
    data: unknown[];
  };
  return data.length;
}

const query = new URLSearchParams({ response_type: 'code', client_id, redirect_uri });
const sent = await fetch(`${url}/auth/oauth2/authorize?${query}`, { redirect: 'manual' });
const code = new URL(sent.headers.get('Location') ?? '').searchParams.get('code') ?? '';

const first = await fetchTokens({ grant_type: 'authorization_code', code, redirect_uri, expires_in: '5' });
process.stdout.write(`${await countPeople(first)} people for a code, `);
const next = await fetchTokens({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
process.stdout.write(`${await countPeople(next)} for a refresh token\n`);
