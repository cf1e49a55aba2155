import { networkInterfaces } from 'node:os';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { randomCredentials } from '../../../../services/api/credentials.ts';
import { resetApi } from '../../../../services/api/reset.ts';
import { startApi } from '../../../support/start-api.ts';

const credentials = randomCredentials();
const api = await startApi({ dataset: createDataset({ records: 1e12 }), credentials });
afterAll(() => api.stop());

describe('/_playground/health', () => {
  it('says how many records there are', async () => {
    expect((await api.get('/_playground/health')).json()).toEqual({ status: 'ok', records: 1e12 });
  });
});

describe('/_playground/credentials', () => {
  it('are those of the endpoints, for a client on this machine', async () => {
    expect((await api.get('/_playground/credentials')).json()).toEqual(credentials);
  });

  it('are told to nobody because of what a header says', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.9', Forwarded: 'for=203.0.113.9' };
    expect((await api.get('/_playground/credentials', { headers })).status).toBe(200);
  });

  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const elsewhere = addresses.find(({ internal, family }) => !internal && family === 'IPv4');

  it('are told to nobody who comes by another address than loopback', async () => {
    // A machine with no network has only loopback, where the request would rightly pass.
    const host = elsewhere?.address ?? '127.0.0.1';
    await using open = await startApi({ host, credentials });
    const answer = await open.get('/_playground/credentials', {
      headers: { 'X-Forwarded-For': '127.0.0.1' },
    });
    const refusal = `/_playground/credentials is for clients on this machine only, and you are at ${host}.`;
    expect([answer.status, answer.json()]).toEqual(
      elsewhere ? [403, { error: refusal }] : [200, credentials],
    );
  });

  it('are told to everybody where that was asked for', async () => {
    const host = elsewhere?.address ?? '127.0.0.1';
    await using open = await startApi({ host, credentials, tellsCredentialsTo: 'everybody' });
    expect((await open.get('/_playground/credentials')).json()).toEqual(credentials);
  });
});

describe('resetApi', () => {
  it('resets over the wire', async () => {
    await api.get('/cursors/companies');
    await resetApi(api.endpoints);
    expect((await api.get('/_playground/journal')).json()).toEqual({ total: 0, entries: [] });
  });

  it('says so when something else answers', async () => {
    const endpoints = { ...api.endpoints, url: `${api.url}/elsewhere` };
    await expect(resetApi(endpoints)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(`^api did not reset: ${endpoints.url}/_playground/reset answered 404 `),
    });
  });
});
