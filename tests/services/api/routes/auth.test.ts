import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { randomCredentials } from '../../../../services/api/credentials.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const dataset = createDataset();
const credentials = randomCredentials();
const api = await startApi({ dataset, credentials });
afterAll(() => api.stop());

const { httpBasic, bearerToken, apiKey } = credentials;
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

const families = [
  {
    path: '/auth/http_basic',
    right: basic(`${httpBasic.username}:${httpBasic.password}`),
    challenge: 'Basic realm="connector-playground", charset="UTF-8"',
  },
  {
    path: '/auth/http_bearer',
    right: `Bearer ${bearerToken}`,
    challenge: 'Bearer realm="connector-playground"',
  },
  { path: '/auth/api_key', right: `apiKey ${apiKey}`, challenge: 'apiKey realm="connector-playground"' },
];

describe.each(families)('$path', ({ path, right, challenge }) => {
  it('shows the first twenty people to who may see them', async () => {
    const answer = await api.get(path, { headers: { Authorization: right } });
    expect([answer.status, answer.json()]).toEqual([200, { data: peopleOf(dataset, 0, 20) }]);
  });

  it('asks who has not said who they are', async () => {
    const answer = await api.get(path);
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Authorization header is missing' }]);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(answer.headers.get('x-error-code')).toBe('missing_authorization');
  });

  const others = families.map((family) => family.right).filter((secret) => secret !== right);
  it.each([
    ...others,
    right.toLowerCase(),
    `${right}x`,
    right.slice(0, -1),
    right.replace(' ', '  '),
    right.split(' ')[0] as string,
    right.split(' ')[1] as string,
    'Basic !!!',
    basic(':'),
    basic(`${httpBasic.username}:wrong`),
    basic(`wrong:${httpBasic.password}`),
    'é'.repeat(100),
  ])('refuses %s', async (wrong) => {
    const answer = await api.get(path, { headers: { Authorization: wrong } });
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Invalid API key or format' }]);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(answer.headers.get('x-error-code')).toBe('wrong_credentials');
  });
});

describe('few people', () => {
  it.each([0, 1, 19, 20, 21])('of %d all are shown, up to twenty', async (records) => {
    const world = createDataset({ records });
    await using small = await startApi({ dataset: world, credentials });
    const answer = await small.get('/auth/api_key', { headers: { Authorization: `apiKey ${apiKey}` } });
    expect(answer.json()).toEqual({ data: peopleOf(world, 0, Math.min(20, records)) });
  });
});
