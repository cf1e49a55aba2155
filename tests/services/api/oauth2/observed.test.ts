import { expect, it } from '@jest/globals';
import { Journal } from '../../../../core/control/journal.ts';
import { FaultPlan } from '../../../../core/faults/fault-plan.ts';
import { listen } from '../../../../core/http-listener.ts';
import { createApp } from '../../../../services/api/app.ts';
import { AuthorizationServer } from '../../../../services/api/oauth2/authorization-server.ts';
import { OAuth2Records } from '../../../../services/api/oauth2/records.ts';
import { defaultApiOptions } from '../../../../services/api/options.ts';
import { createState } from '../../../../services/api/state.ts';
import { startApi } from '../../../support/start-api.ts';
import { OAuth2Client } from './oauth2-client.ts';

const grant = { grant_type: 'client_credentials' };

it('is in the journal and the metrics, with the words of the protocol for what went wrong', async () => {
  await using api = await startApi();
  const client = new OAuth2Client(api);
  const { access_token } = await client.clientCredentials();
  await client.post('/token', { grant_type: 'refresh_token', refresh_token: 'made-up' });
  await client.post('/token', { ...grant, expires_in: '0' });
  await client.authorize({ scope: 'wrong' });
  await client.data('forged');
  await client.data(access_token);
  const { entries } = (await api.get('/_playground/journal')).json<{ entries: Record<string, unknown>[] }>();
  expect(entries.map(({ route, status, error_code }) => [route, status, error_code])).toEqual([
    ['auth_oauth2_token', 200, null],
    ['auth_oauth2_token', 400, 'invalid_grant'],
    ['auth_oauth2_token', 400, 'invalid_request'],
    ['auth_oauth2_authorize', 303, 'invalid_scope'],
    ['auth_oauth2_data', 401, 'forged_token'],
    ['auth_oauth2_data', 200, null],
  ]);
  const metrics = (await api.get('/_playground/metrics')).text;
  expect(metrics).toContain(
    'requests_total{service="api",operation="POST",route="auth_oauth2_token",status="400"} 2',
  );
});

it('counts against the limit of rates', async () => {
  await using api = await startApi({ rateLimit: { capacity: 2, refillPerSecond: 0.001 } });
  const client = new OAuth2Client(api);
  const statuses = [];
  for (let turn = 0; turn < 3; turn += 1) statuses.push((await client.post('/token', grant)).status);
  expect(statuses).toEqual([200, 200, 429]);
});

it('logs a server error, and gives the client its number', async () => {
  class BrokenMemory extends OAuth2Records {
    override get(): never {
      throw new Error('nothing comes to mind');
    }
  }
  const faults: Readonly<Record<string, unknown>>[] = [];
  const options = {
    ...defaultApiOptions,
    journal: new Journal(),
    faults: new FaultPlan(),
    logger: (_event: string, fields = {}) => void faults.push(fields),
  };
  const authorizationServer = new AuthorizationServer(options, new BrokenMemory());
  const app = createApp({ ...options, state: createState(options), authorizationServer });
  const { url, close } = await listen('api', app.callback(), { host: '127.0.0.1', port: 0 });
  try {
    const { clientId, clientSecret } = options.credentials.oauth2;
    const form = { client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${url}/auth/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, grant_type: 'refresh_token', refresh_token: 'any' }),
    });
    expect([answer.status, answer.headers.get('x-error-code'), await answer.json()]).toEqual([
      500,
      'unexpected',
      { error: 'server_error', error_description: expect.stringContaining('has more under') },
    ]);
    expect(faults).toContainEqual({
      id: expect.any(String),
      error: expect.stringContaining('nothing comes to mind'),
    });
  } finally {
    await close();
  }
});
