import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { FaultPlan } from '../../../../core/faults/fault-plan.ts';
import { parseFault } from '../../../../core/faults/parse-fault.ts';
import { snowflakeStandIn } from '../../../../services/gateway/snowflake/snowflake-stand-in.ts';
import { exchange } from '../raw-exchange.ts';
import { type StartedGateway, startGateway } from '../start-gateway.ts';
import { CREDENTIALS } from './sign-in.ts';

const faults = new FaultPlan();
let gateway: StartedGateway;
beforeAll(async () => {
  const standIn = snowflakeStandIn({
    query: async () => ({ fields: [{ name: 'n', type: 'int4' }], rows: [['1']] }),
    credentials: CREDENTIALS,
  });
  gateway = await startGateway({ faults, standIns: [standIn] });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});
afterEach(() => {
  faults.clear();
});

const QUERY = '/queries/v1/query-request';

async function ask(path: string, body: unknown, token = ''): Promise<string> {
  const sent = JSON.stringify(body);
  const head = [
    `POST http://account.snowflakecomputing.com${path} HTTP/1.1`,
    'Host: account.snowflakecomputing.com',
    `Authorization: Snowflake Token="${token}"`,
    `Content-Length: ${sent.length}`,
    'Connection: close',
  ];
  return exchange(gateway.url, `${head.join('\r\n')}\r\n\r\n${sent}`);
}

const EXPIRED = { data: null, code: '390112', message: 'Your session has expired.', success: false };

it.each<[string, unknown, RegExp]>([
  ['a session that has expired', { body: EXPIRED }, /^HTTP\/1.1 200 .*"code":"390112"/s],
  ['503, after which drivers ask again', { status: 503 }, /^HTTP\/1.1 503 /],
  ['a result that ends early', { cut: 'half' }, /^HTTP\/1.1 200 (?!.*"success":true)/s],
])('a query meets %s, once', async (_what, effects, expected) => {
  const data = { LOGIN_NAME: CREDENTIALS.user, PASSWORD: CREDENTIALS.password };
  const login = await ask('/session/v1/login-request', { data });
  const [, token] = /"token":"([^"]+)"/.exec(login) ?? [];
  faults.add(parseFault({ on: { host: '*.snowflakecomputing.com', path: QUERY }, do: effects }, 'plan[0]'));
  expect(await ask(QUERY, { sqlText: 'SELECT 1' }, token)).toMatch(expected);
  expect(await ask(QUERY, { sqlText: 'SELECT 1' }, token)).toMatch(/"success":true/);
});

async function tokensOf(): Promise<readonly [token: string, masterToken: string]> {
  const data = { LOGIN_NAME: CREDENTIALS.user, PASSWORD: CREDENTIALS.password };
  const login = await ask('/session/v1/login-request', { data });
  const [, masterToken = ''] = /"masterToken":"([^"]+)"/.exec(login) ?? [];
  const [, token = ''] = /"token":"([^"]+)"/.exec(login) ?? [];
  return [token, masterToken];
}

it.each<[string, unknown, RegExp]>([
  ['SQLSTATE 57014', { sqlstate: '57014' }, /"sqlState":"57014".*"code":"000630"/s],
  ['a text of its own', { sqlstate: '40001', message: 'try again' }, /"code":"000603","message":"try again"/],
  ['a session that has expired', { expire: 'token' }, /"code":"390112"/],
  ['a result that ends early', { cut: 'half' }, /^HTTP\/1.1 200 (?!.*"success":true)/s],
])('a statement meets %s by what it says, and no other statement does', async (_what, effects, expected) => {
  const [token] = await tokensOf();
  faults.add(
    parseFault({ on: { host: '*.snowflakecomputing.com', sql: 'SELECT max*' }, do: effects }, 'plan[0]'),
  );
  expect(await ask(QUERY, { sqlText: 'SELECT 1' }, token)).toMatch(/"success":true/);
  expect(await ask(QUERY, { sqlText: 'select MAX(id) from t' }, token)).toMatch(expected);
});

it('a session that has expired stays so until it is renewed by the master token', async () => {
  const [token, masterToken] = await tokensOf();
  faults.add(parseFault({ on: { route: 'snowflake', nth: 1 }, do: { expire: 'token' } }, 'plan[0]'));
  const tries = [
    await ask(QUERY, { sqlText: 'SELECT 1' }, token),
    await ask(QUERY, { sqlText: 'SELECT 2' }, token),
  ];
  for (const refused of tries) expect(refused).toMatch(/"code":"390112"/);
  const renewal = await ask(
    '/session/token-request',
    { oldSessionToken: token, requestType: 'RENEW' },
    masterToken,
  );
  const [, renewed = ''] = /"sessionToken":"([^"]+)"/.exec(renewal) ?? [];
  expect(await ask(QUERY, { sqlText: 'SELECT 3' }, renewed)).toMatch(/"success":true/);
  expect(await ask(QUERY, { sqlText: 'SELECT 3' }, token)).toMatch(/"code":"390111"/);
});

it.each([
  [{ host: '*.snowflakecomputing.com' }, { sqlstate: '57014' }, /Only statements have a SQLSTATE/],
  [{ host: '*', sql: 'SELECT*' }, { terminate: 'backend' }, /terminate/],
  [{ sql: 'SELECT*' }, { reset: true }, /Statements of Snowflake are meant with/],
])('refuses by name what cannot be had: %j, %j', (on, effects, message) => {
  expect(() => faults.add(parseFault({ on, do: effects }, 'plan[0]'))).toThrow(message);
});
