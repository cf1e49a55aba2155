import type { SyncRun } from '../../../trial/function-subject.ts';
import { type Answer, ask, urlOf } from './client.ts';

/** A new token, and a checkpoint: whoever keeps it may go on with it. */
export async function tokenOf(run: SyncRun): Promise<string> {
  const { clientId, clientSecret } = run.endpoints.api?.credentials.oauth2 ?? {};
  const response = await fetch(urlOf(run, '/auth/oauth2/token'), {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: run.signal,
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  run.checkpoint();
  return token;
}

/** What is behind the login: one answer with the first people, and no other page. */
export async function askBehindLogin(run: SyncRun, token: string): Promise<Answer> {
  return await ask(run, urlOf(run, '/auth/oauth2/data'), { headers: { Authorization: `Bearer ${token}` } });
}
