import { createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { parseFault } from '../../core/faults/parse-fault.ts';
import { ACME, type Answer, HOST, type StartedSource, startSource } from './start-source.ts';

const HOUR = 3_600_000;
const OTHER = 'auth.acme.example';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

function jwtOf(claims: object, { privateKey, alg = 'RS256' }: { privateKey?: string; alg?: string } = {}) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256')
    .update(signed)
    .sign(privateKey ?? keys.privateKey, 'base64url')}`;
}

const seconds = () => Math.floor(Date.now() / 1000);
const claims = (own = {}) => ({ iss: '42', iat: seconds() - 60, exp: seconds() + 600, ...own });

const start = (auth: string, faults?: FaultPlan) =>
  startSource(
    ACME.replace(/auth: .*/, () => `auth: ${auth}`),
    faults ? { faults } : {},
  );

async function post(
  source: StartedSource,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const answer = await source.gateway.client.ask(path.startsWith('/') ? `https://${HOST}${path}` : path, {
    ...{ method: 'POST', headers, body },
  });
  return { status: answer.status, headers: answer.headers, body: answer.json() };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CLIENT = 'client_id=c&client_secret=s';
const OAUTH2 = '{ oauth2: { token: /oauth/token, client: c, secret: s } }';
const LOGIN =
  '{ login: { path: /login, body: { user: u, pass.word: p }, answer: { id: $token, ttl: $expiresIn }, header: X-Session } }';
const JWT = `{ jwt: { path: "/app/{id}/tokens", issuer: "42", status: 201, header: "Authorization: token", publicKey: ${JSON.stringify(keys.publicKey)} } }`;

interface Way {
  readonly auth: string;
  readonly path: string;
  readonly shown: () => readonly [body: string, headers: Record<string, string>];
  readonly status?: number;
  readonly token: string;
  readonly bear: (token: string) => Record<string, string>;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const WAYS: readonly Way[] = [
  {
    ...{ auth: OAUTH2, path: '/oauth/token', token: 'access_token', bear: bearer },
    shown: () => [`grant_type=client_credentials&scope=all&${CLIENT}`, FORM],
  },
  {
    ...{ auth: OAUTH2, path: '/oauth/token', token: 'access_token', bear: bearer },
    shown: () => ['{"grant_type":"client_credentials","client_id":"c","client_secret":"s"}', {}],
  },
  {
    ...{ auth: OAUTH2, path: '/oauth/token', token: 'access_token', bear: bearer },
    shown: () => ['grant_type=client_credentials', { ...FORM, authorization: `Basic ${btoa('c:s')}` }],
  },
  {
    auth: OAUTH2.replace('/oauth', `https://${OTHER}/oauth`),
    ...{ path: `https://${OTHER}/oauth/token`, token: 'access_token', bear: bearer },
    shown: () => [`grant_type=client_credentials&${CLIENT}`, FORM],
  },
  {
    ...{ auth: LOGIN, path: '/login', token: 'id', bear: (token) => ({ 'x-session': token }) },
    shown: () => ['{"user":"u","pass":{"word":"p"}}', {}],
  },
  {
    auth: '{ login: { path: /t, basic: { user: u, password: p }, header: ACCESS-TOKEN } }',
    ...{ path: '/t', token: 'token', bear: (token) => ({ 'access-token': token }) },
    shown: () => ['', { authorization: `Basic ${btoa('u:p')}` }],
  },
  {
    ...{ auth: JWT, path: '/app/7/tokens', token: 'token', status: 201 },
    bear: (token) => ({ authorization: `token ${token}` }),
    shown: () => ['', bearer(jwtOf(claims()))],
  },
];

describe.each(WAYS.map((way) => [way.auth.slice(0, 60), way] as const))('auth: %s', (_, way) => {
  const { auth, path, shown, status = 200, token, bear } = way;

  it('hands out tokens that are good for a time, and are what lets requests in', async () => {
    await using source = await start(auth);
    const answer = await post(source, path, ...shown());
    expect(answer.status).toBe(status);
    const first = bear(answer.body[token]);
    const list = async (headers: Record<string, string>) =>
      (await source.get('/v1/customers', headers)).status;
    expect([await list(first), await list(bear('other')), await list({})]).toEqual([200, 401, 401]);
    source.time.now += HOUR - 1000;
    expect(await list(first)).toBe(200);
    source.time.now += 1000;
    const old = await source.get('/v1/customers', first);
    expect([old.status, old.body.error.text]).toEqual([401, expect.stringContaining('has expired')]);
    const second = await post(source, path, ...shown());
    expect(await list(bear(second.body[token]))).toBe(200);
    const noted = (await source.gateway.journal()).filter(({ operation }) => operation === 'POST');
    expect(noted).toMatchObject([0, 1].map(() => ({ route: 'acme.token', status })));
  });

  it('makes a token old where a plan says so, until another is fetched', async () => {
    const faults = new FaultPlan();
    await using source = await start(auth, faults);
    const { body } = await post(source, path, ...shown());
    faults.add(parseFault({ on: { route: 'acme.customers' }, do: { expire: 'token' } }, 'plan[0]'));
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await source.get('/v1/customers', bear(body[token]))).status);
    expect(statuses).toEqual([401, 401, 401]);
    const next = await post(source, path, ...shown());
    expect((await source.get('/v1/customers', bear(next.body[token]))).status).toBe(200);
  });

  it('can be made to fail', async () => {
    const faults = new FaultPlan();
    await using source = await start(auth, faults);
    faults.add(parseFault({ on: { route: 'acme.token' }, do: { status: 503 } }, 'plan[0]'));
    expect((await post(source, path, ...shown())).status).toBe(503);
    expect((await post(source, path, ...shown())).status).toBe(status);
  });
});

const REFRESHING = OAUTH2.replace('secret: s', 'secret: s, refresh: r0');

it.each([
  [REFRESHING, ['r0', 'r0'], [200, 200], 'r0'],
  [REFRESHING.replace('r0', 'r0, rotate: true'), ['r0', 'r0'], [200, 400], undefined],
])('%s takes refresh tokens', async (auth, used, statuses, handedOut) => {
  await using source = await start(auth);
  const refresh = (token: string) =>
    post(source, '/oauth/token', `grant_type=refresh_token&refresh_token=${token}&${CLIENT}`, FORM);
  const answers = [];
  for (const token of used) answers.push(await refresh(token));
  expect(answers.map(({ status }) => status)).toEqual(statuses);
  const [first] = answers;
  expect(first?.body.refresh_token).toEqual(handedOut ?? expect.stringMatching(/^[\w-]{32}$/));
  expect((await refresh(first?.body.refresh_token)).status).toBe(200);
});

type Bad = readonly [
  auth: string,
  body: string,
  headers: () => Record<string, string>,
  status: number,
  code: string,
];
const form = () => FORM;
const signed =
  (...args: Parameters<typeof jwtOf>) =>
  () =>
    bearer(jwtOf(...args));
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  ...{ type: 'pkcs8', format: 'pem' },
}) as string;
const BAD: readonly Bad[] = [
  [OAUTH2, 'grant_type=client_credentials&client_id=c&client_secret=x', form, 401, 'invalid_client'],
  [OAUTH2, CLIENT, form, 400, 'invalid_request'],
  [OAUTH2, `grant_type=password&${CLIENT}`, form, 400, 'unsupported_grant_type'],
  [OAUTH2, `grant_type=refresh_token&refresh_token=r0&${CLIENT}`, form, 400, 'unsupported_grant_type'],
  [REFRESHING, `grant_type=refresh_token&refresh_token=x&${CLIENT}`, form, 400, 'invalid_grant'],
  [OAUTH2, 'no json', () => ({}), 400, 'bad_body'],
  [LOGIN, '{"user":"u"}', () => ({}), 401, 'unauthorized'],
  [JWT, '', () => ({}), 401, 'unauthorized'],
  [JWT, '', signed(claims({ iss: '43' })), 401, 'unauthorized'],
  [JWT, '', signed(claims({ exp: 1 })), 401, 'unauthorized'],
  [JWT, '', signed({ iss: '42' }), 401, 'unauthorized'],
  [JWT, '', signed(claims(), { privateKey: other }), 401, 'unauthorized'],
  [JWT, '', signed(claims(), { alg: 'none' }), 401, 'unauthorized'],
];

it.each(BAD)('what is no good for a token is refused (%#)', async (auth, body, headers, status, code) => {
  await using source = await start(auth);
  const path = auth === LOGIN ? '/login' : auth === JWT ? '/app/7/tokens' : '/oauth/token';
  const answer = await post(source, path, body, headers());
  expect([answer.status, answer.headers['x-error-code']]).toEqual([status, code]);
  expect(auth.includes('oauth2') ? answer.body.error : answer.body.error.code).toBe(code);
});
