import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { fixedCredentials, randomCredentials } from '../../../../services/api/credentials.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const LOGIN = '/auth/session_token/login';
const DATA = '/auth/session_token/data';
const HOUR = 3_600_000;
const dataset = createDataset();
const credentials = fixedCredentials;
let now = Date.UTC(2026, 0, 1);
const clock = (): number => now;
const api = await startApi({ dataset, credentials, clock });
afterAll(() => api.stop());

const post = (body: unknown, target = api) =>
  target.get(LOGIN, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const login = async (): Promise<string> => (await post(credentials.session)).json<{ token: string }>().token;
const show = (token: string, target = api) => target.get(DATA, { headers: { Authorization: token } });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('logging in', () => {
  it('gives a token and its lifetime in seconds', async () => {
    const answer = await post(credentials.session);
    expect(answer.json()).toEqual({ token: expect.any(String), expires_in: 3600 });
    expect(Buffer.from(await login(), 'base64').toString()).not.toContain(credentials.session.password);
  });

  const { username, password } = credentials.session;
  it.each([
    [{ username, password: 'wrong' }],
    [{ username: 'wrong', password }],
    [{ username: password, password: username }],
    [{ username: [username], password }],
    [{ username, password: { toString: 1 } }],
    [{ username, password: { toString: null, valueOf: null } }],
    [{ username: 1, password: true }],
  ])('refuses %j', async (body) => {
    const answer = await post(body);
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Invalid username or password' }]);
    expect(answer.headers.get('www-authenticate')).toBe('Token realm="connector-playground"');
  });

  it.each([
    [{}],
    [{ username }],
    [{ password }],
    [{ username: '', password }],
    [[]],
    [null],
    ['text'],
    [7],
    [true],
  ])('wants a username and a password, not %j', async (body) => {
    const answer = await post(body);
    expect([answer.status, answer.json()]).toEqual([400, { error: 'Username and password are required' }]);
  });
});

describe('showing a token', () => {
  it.each(['Token ', ''])("as '%s<token>' gives the first twenty people", async (word) => {
    const answer = await show(word + (await login()));
    expect([answer.status, answer.json()]).toEqual([200, { data: peopleOf(dataset, 0, 20) }]);
  });

  it('is in vain from an hour later on', async () => {
    const token = await login();
    now += HOUR - 1;
    expect((await show(token)).status).toBe(200);
    now += 1;
    const answer = await show(token);
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Token has expired' }]);
    expect(answer.headers.get('www-authenticate')).toBe('Token realm="connector-playground"');
    expect((await show(await login())).status).toBe(200);
  });

  it('works at another replica with the same credentials, and at none with others', async () => {
    await using twin = await startApi({ dataset, credentials, clock });
    await using stranger = await startApi({ dataset, credentials: randomCredentials(), clock });
    const token = await login();
    expect((await show(token, twin)).status).toBe(200);
    expect((await show(token, stranger)).json()).toEqual({ error: 'Invalid Token' });
  });

  const { session } = credentials;
  const later = 9_999_999_999;
  it.each([
    [base64(`${session.username}:${session.password}:${later}`)],
    [base64(`${session.username}::${later}`)],
    [base64(`${session.username}:${'0'.repeat(64)}:${later}`)],
    [base64(`someone:${'0'.repeat(64)}:${later}`)],
  ])('that is forged is refused: %s', async (token) => {
    const answer = await show(token);
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Invalid Token' }]);
  });

  it('whose expiry was put off is refused', async () => {
    const [name, signature, expiry] = Buffer.from(await login(), 'base64')
      .toString()
      .split(':');
    const answer = await show(base64(`${name}:${signature}:${Number(expiry) + 1}`));
    expect([answer.status, answer.json()]).toEqual([401, { error: 'Invalid Token' }]);
  });

  it.each([
    ['nothing like one', '!!!'],
    ['the word alone', 'Token'],
    ['two parts', base64(`a:${later}`)],
    ['four parts', base64(`a:b:c:${later}`)],
    ['no expiry', base64('a:b:')],
    ['an expiry that is no number', base64('a:b:soon')],
    ['an expiry below zero', base64('a:b:-1')],
    ['an endless expiry', base64(`a:b:${'9'.repeat(400)}`)],
  ])('that is malformed is refused: %s', async (_what, token) => {
    const answer = await show(token);
    expect([answer.status, answer.json()]).toEqual([400, { error: 'Invalid token format' }]);
  });

  it('is necessary', async () => {
    const answer = await api.get(DATA);
    expect([answer.status, answer.json()]).toEqual([400, { error: 'Token is missing' }]);
  });
});
