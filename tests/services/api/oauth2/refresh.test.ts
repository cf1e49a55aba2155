import { afterAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../support/start-api.ts';
import { claimsOf, OAuth2Client, type TokenAnswer } from './oauth2-client.ts';

const DAY = 24 * 3_600_000;
let now = Date.UTC(2026, 0, 1);
const api = await startApi({ clock: () => now });
afterAll(() => api.stop());
const client = new OAuth2Client(api);

async function refreshed(refreshToken: string, form = {}): Promise<TokenAnswer> {
  return (await client.refresh(refreshToken, form)).json();
}

async function refusalOf(refreshToken: string, form = {}): Promise<unknown[]> {
  const answer = await client.refresh(refreshToken, form);
  const { error, error_description } = answer.json<Record<string, string>>();
  return [answer.status, error, error_description];
}

describe('a refresh token', () => {
  it('gives a new access token and the next refresh token, again and again', async () => {
    const first = await client.consent();
    let { refresh_token } = first;
    const seen = [first.access_token, refresh_token];
    for (let turn = 0; turn < 5; turn += 1) {
      const next = await refreshed(refresh_token);
      expect((await client.data(next.access_token)).status).toBe(200);
      seen.push(next.access_token, next.refresh_token);
      ({ refresh_token } = next);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('leaves the access tokens that came before as they are', async () => {
    const { access_token, refresh_token } = await client.consent();
    await refreshed(refresh_token);
    expect((await client.data(access_token)).status).toBe(200);
  });

  it('is good once: its second use ends all that came from the consent', async () => {
    const first = await client.consent();
    const second = await refreshed(first.refresh_token);
    const others = await client.consent();
    expect(await refusalOf(first.refresh_token)).toEqual([
      400,
      'invalid_grant',
      'refresh token already used',
    ]);
    expect((await refusalOf(second.refresh_token))[1]).toBe('invalid_grant');
    for (const { access_token } of [first, second]) {
      expect((await client.data(access_token)).json()).toEqual({
        error: 'The access token has been revoked',
      });
    }
    expect((await client.data(others.access_token)).status).toBe(200);
    expect(await refreshed(others.refresh_token)).toHaveProperty('access_token');
  });

  it('is good once, also for ten at the same moment', async () => {
    const { refresh_token } = await client.consent();
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.refresh(refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('gives as much as was agreed to, or less, and never more', async () => {
    const scope = 'people.read companies.read';
    const { refresh_token } = await client.consent({ scope });
    const less = await refreshed(refresh_token, { scope: 'companies.read' });
    expect(claimsOf(less.access_token)['scope']).toBe('companies.read');
    const all = await refreshed(less.refresh_token);
    expect(claimsOf(all.access_token)['scope']).toBe(scope);
    const few = await client.consent({ scope: 'people.read' });
    expect((await refusalOf(few.refresh_token, { scope }))[1]).toBe('invalid_scope');
    expect(await refreshed(few.refresh_token)).toHaveProperty('access_token');
  });

  it('is good for two weeks', async () => {
    const { refresh_token } = await client.consent();
    now += 14 * DAY - 60_000;
    const { refresh_token: next } = await refreshed(refresh_token);
    now += 14 * DAY + 60_000;
    expect(await refusalOf(next)).toEqual([400, 'invalid_grant', 'refresh token is expired']);
  });

  it('is refused to another client, and not used up by that', async () => {
    const { refresh_token } = await client.consent();
    const answer = await client.postPublic('/token', { grant_type: 'refresh_token', refresh_token });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'client mismatch' },
    ]);
    expect(await refreshed(refresh_token)).toHaveProperty('access_token');
  });

  it('is forgotten by a reset', async () => {
    const { refresh_token } = await client.consent();
    await api.service.reset();
    expect(await refusalOf(refresh_token)).toEqual([400, 'invalid_grant', 'refresh token not found']);
  });

  it('comes with no token of a client that acts for itself', async () => {
    expect(await client.clientCredentials()).not.toHaveProperty('refresh_token');
  });
});
