import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../../core/wait-until.ts';
import { startApi } from '../../../support/start-api.ts';
import { claimsOf, OAuth2Client, type TokenAnswer } from './oauth2-client.ts';

describe('the lifetime of an access token', () => {
  it('is an hour, and what the client asks for, and ends to the second', async () => {
    let now = Date.UTC(2026, 0, 1);
    await using api = await startApi({ clock: () => now });
    const client = new OAuth2Client(api);
    for (const [asked, seconds] of [
      [undefined, 3600],
      ['', 3600],
      ['1', 1],
      ['5', 5],
      ['3600', 3600],
    ] as const) {
      const issuedAt = now / 1000;
      const { access_token, expires_in } = await client.clientCredentials({ expires_in: asked });
      expect(expires_in).toBe(seconds);
      expect(claimsOf(access_token)).toMatchObject({ iat: issuedAt, exp: issuedAt + seconds });
      now += seconds * 1000 - 1;
      expect((await client.data(access_token)).status).toBe(200);
      expect(await client.isActive(access_token)).toBe(true);
      now += 1;
      const answer = await client.data(access_token);
      expect([answer.status, answer.json()]).toEqual([401, { error: 'The access token has expired' }]);
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer realm="connector-playground", error="invalid_token", error_description="The access token has expired"',
      );
      expect(await client.isActive(access_token)).toBe(false);
    }
  });

  it('can be asked for with a code and with a refresh token', async () => {
    await using api = await startApi();
    const client = new OAuth2Client(api);
    const first = await client.consent({}, { expires_in: '7' });
    expect(first.expires_in).toBe(7);
    const second = await client.refresh(first.refresh_token, { expires_in: '8' });
    expect(second.json<TokenAnswer>().expires_in).toBe(8);
    expect(claimsOf(first.access_token)).not.toEqual(claimsOf(second.json<TokenAnswer>().access_token));
  });

  it('ends by the clock of the machine, too', async () => {
    await using api = await startApi();
    const client = new OAuth2Client(api);
    const { access_token } = await client.clientCredentials({ expires_in: '1' });
    const expired = await waitUntil('the end of the token', async () => {
      const answer = await client.data(access_token);
      return answer.status === 401 && answer;
    });
    expect(expired.headers.get('x-error-code')).toBe('expired_token');
  });

  it.each(['0', '3601', '-5', '1.5', '5s', ' 5', '1e2', '0x10', 'NaN', '9'.repeat(30), '5\u0000'])(
    'is not %j',
    async (expires_in) => {
      await using api = await startApi();
      const client = new OAuth2Client(api);
      const answer = await client.post('/token', { grant_type: 'client_credentials', expires_in });
      expect([answer.status, answer.json()]).toEqual([
        400,
        {
          error: 'invalid_request',
          error_description: `expires_in must be a whole number of seconds from 1 to 3600, but is '${expires_in}'.`,
        },
      ]);
      expect(answer.headers.get('x-error-code')).toBe('invalid_request');
    },
  );

  it('is not given twice', async () => {
    await using api = await startApi();
    const answer = await api.get('/auth/oauth2/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'expires_in=5&expires_in=6',
    });
    expect(answer.json()).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('given more than once'),
    });
  });
});
