import { describe, expect, it } from '@jest/globals';
import { fixedCredentials } from '../../../services/api/credentials.ts';
import { embeddedApi } from '../../../services/api/embedded.ts';
import { apiOptionsFromEnv } from '../../../services/api/options.ts';

describe('apiOptionsFromEnv', () => {
  it('has a default for everything', () => {
    expect(apiOptionsFromEnv({})).toMatchObject({
      host: '127.0.0.1',
      port: 5001,
      drainMs: 0,
      credentials: fixedCredentials,
    });
  });

  it.each([
    [{ PLAYGROUND_API_DRAIN_MS: '7' }, { drainMs: 7 }],
    [{}, { tellsCredentialsTo: 'this-machine' }],
    [{ PLAYGROUND_API_TELLS_CREDENTIALS_TO: 'everybody' }, { tellsCredentialsTo: 'everybody' }],
    [{ PLAYGROUND_RATE_LIMIT: '5' }, { rateLimit: { capacity: 5, refillPerSecond: 10 } }],
    [
      { PLAYGROUND_API_BASIC_USERNAME: 'a', PLAYGROUND_API_BASIC_PASSWORD: 'b' },
      { credentials: { ...fixedCredentials, httpBasic: { username: 'a', password: 'b' } } },
    ],
    [{ PLAYGROUND_API_BEARER_TOKEN: 'c' }, { credentials: { ...fixedCredentials, bearerToken: 'c' } }],
    [{ PLAYGROUND_API_KEY: 'd' }, { credentials: { ...fixedCredentials, apiKey: 'd' } }],
    [
      { PLAYGROUND_API_SESSION_USERNAME: 'e', PLAYGROUND_API_SESSION_PASSWORD: 'f' },
      { credentials: { ...fixedCredentials, session: { username: 'e', password: 'f' } } },
    ],
    [
      {
        PLAYGROUND_API_OAUTH2_CLIENT_ID: 'g',
        PLAYGROUND_API_OAUTH2_CLIENT_SECRET: 'h',
        PLAYGROUND_API_OAUTH2_PUBLIC_CLIENT_ID: 'i',
      },
      {
        credentials: {
          ...fixedCredentials,
          oauth2: { clientId: 'g', clientSecret: 'h', publicClientId: 'i' },
        },
      },
    ],
  ])('reads %j', (env, options) => {
    expect(apiOptionsFromEnv(env)).toMatchObject(options);
  });

  it('refuses to tell credentials to whom it does not know', () => {
    expect(() => apiOptionsFromEnv({ PLAYGROUND_API_TELLS_CREDENTIALS_TO: 'friends' })).toThrow(
      "PLAYGROUND_API_TELLS_CREDENTIALS_TO must be 'this-machine' or 'everybody', but is 'friends'.",
    );
  });

  it('refuses a secret that no client could send', () => {
    expect(() => apiOptionsFromEnv({ PLAYGROUND_API_OAUTH2_CLIENT_SECRET: 'größer' })).toThrow(
      "PLAYGROUND_API_OAUTH2_CLIENT_SECRET must be visible ASCII, but is 'größer'.",
    );
  });
});

describe('replicas with the same credentials', () => {
  const replica = () =>
    embeddedApi(
      apiOptionsFromEnv({ PLAYGROUND_API_PORT: '0', PLAYGROUND_API_SESSION_PASSWORD: 'of the workshop' }),
    );

  it('take each other’s session tokens', async () => {
    const [first, second] = [replica(), replica()];
    try {
      const [{ url }, { url: other, credentials }] = [await first.start(), await second.start()];
      const login = await fetch(`${url}/auth/session_token/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(credentials.session),
      });
      const { token } = (await login.json()) as { token: string };
      const answer = await fetch(`${other}/auth/session_token/data`, {
        headers: { Authorization: `Token ${token}` },
      });
      expect([login.status, answer.status]).toEqual([200, 200]);
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });
});
