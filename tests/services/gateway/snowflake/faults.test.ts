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

it('statements are refused as a condition, by name', () => {
  const fault = parseFault({ on: { service: 'gateway', sql: 'SELECT*' }, do: { status: 503 } }, 'plan[0]');
  expect(() => faults.add(fault)).toThrow("The service gateway does not know 'on: sql'");
});
