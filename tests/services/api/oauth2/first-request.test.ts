import { expect, it, jest } from '@jest/globals';
import { startApi } from '../../../support/start-api.ts';
import { OAuth2Client } from './oauth2-client.ts';

// In a file of its own, because oidc-provider is loaded, and may have something to say, but once.
it('prints nothing, nor do those after it', async () => {
  await using api = await startApi();
  const client = new OAuth2Client(api);
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const printed = methods.map((method) => jest.spyOn(console, method).mockImplementation(() => undefined));
  const written = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation(() => true),
  );
  try {
    const { refresh_token } = await client.consent({ scope: 'openid people.read' });
    await client.refresh(refresh_token);
    await client.isActive(refresh_token);
    await client.post('/revoke', { token: refresh_token });
    await client.post('/token', {});
    await client.authorize({ redirect_uri: 'https://elsewhere.example' });
    await api.get('/auth/oauth2/jwks', { headers: { Origin: 'https://page.example' } });
    expect([...printed, ...written].flatMap(({ mock }) => mock.calls)).toEqual([]);
  } finally {
    for (const spy of [...printed, ...written]) spy.mockRestore();
  }
});
