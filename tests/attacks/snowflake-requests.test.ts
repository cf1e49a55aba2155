import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CREDENTIALS, login, post } from '../services/gateway/snowflake/sign-in.ts';
import type { Mounted } from '../services/gateway/stand-ins/mount.ts';
import { ABORT, QUERY, type StartedSnowflake, startSnowflake } from './start-snowflake.ts';

const LOGIN = '/session/v1/login-request';
const MIB = 1024 * 1024;

let started: StartedSnowflake;
let snowflake: Mounted;
let token: string;
const ask: StartedSnowflake['ask'] = (...given) => started.ask(...given);

beforeAll(async () => {
  started = await startSnowflake(60_000);
  ({ snowflake, token } = started);
});
afterAll(async () => {
  expect((await ask('SELECT count(*) FROM products')).data.rowset).toEqual([['3']]);
  await started.stop();
});

/** Sends bytes as they are. */
async function send(path: string, body: string | Buffer, encoding: string) {
  const headers = { 'Content-Encoding': encoding, Authorization: `Snowflake Token="${token}"` };
  const answer = await snowflake.ask(path, { method: 'POST', headers, body });
  return { status: answer.status, ...answer.json() };
}

describe.each([LOGIN, QUERY])('%s', (path) => {
  it.each<[what: string, body: string | Buffer, encoding?: string]>([
    ['256 MiB that were packed', gzipSync(Buffer.alloc(256 * MIB)), 'gzip'],
    ['1 MiB and more that was packed', gzipSync(`{"a":"${'x'.repeat(MIB)}"}`), 'gzip'],
    ['1 MiB and more', `{"a":"${'x'.repeat(MIB)}"}`],
    ['half of what was packed', gzipSync('{"data":{}}').subarray(0, 15), 'gzip'],
    ['what is not packed', '{"data":{},"sqlText":"SELECT 1"}', 'gzip'],
    ['packed twice', gzipSync(gzipSync('{"data":{}}')), 'gzip'],
    ['100,000 levels', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['100,000 levels of sqlText', `{"sqlText":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['half of JSON', '{"data":{"LOGIN_NAME"'],
    ['an array', '[{"data":{}}]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['nothing', ''],
    ['only a prototype', `{"__proto__":{"data":{"LOGIN_NAME":"a"},"sqlText":"SELECT 1"}}`],
    ['only a constructor', `{"constructor":{"prototype":{"data":{},"sqlText":"SELECT 1"}}}`],
  ])('a body of %s is a bad request', async (_what, body, encoding = 'identity') => {
    expect(await send(path, body, encoding)).toMatchObject({ status: 200, success: false, code: '390400' });
  });
});

describe('a login', () => {
  const { user, password } = CREDENTIALS;
  it.each<[what: string, data: object, code: string]>([
    ['a password in an array', { LOGIN_NAME: user, PASSWORD: [password] }, '390100'],
    ['a name in an array', { LOGIN_NAME: [user], PASSWORD: password }, '390100'],
    ['a password that is true', { LOGIN_NAME: user, PASSWORD: true }, '390100'],
    ['a name that cannot be text', { LOGIN_NAME: { toString: 1 }, PASSWORD: password }, '390100'],
    ['a password that cannot be text', { LOGIN_NAME: user, PASSWORD: { toString: {} } }, '390100'],
    ['a name of 500,000 letters', { LOGIN_NAME: 'a'.repeat(500_000), PASSWORD: password }, '390100'],
    ['the database role', { LOGIN_NAME: 'postgres', PASSWORD: '' }, '390100'],
    ['no name', { PASSWORD: password }, '390100'],
    ['a token for a password', { LOGIN_NAME: user, TOKEN: 'x', AUTHENTICATOR: 'OAUTH' }, '390100'],
    [
      'a timeout that cannot be text',
      {
        LOGIN_NAME: user,
        PASSWORD: password,
        SESSION_PARAMETERS: { STATEMENT_TIMEOUT_IN_SECONDS: { toString: 1 } },
      },
      '001008',
    ],
    [
      'a timeout below 0',
      { LOGIN_NAME: user, PASSWORD: password, SESSION_PARAMETERS: { STATEMENT_TIMEOUT_IN_SECONDS: -1 } },
      '001008',
    ],
    [
      'a timeout of a century',
      { LOGIN_NAME: user, PASSWORD: password, SESSION_PARAMETERS: { STATEMENT_TIMEOUT_IN_SECONDS: 1e10 } },
      '001008',
    ],
  ])('with %s is refused', async (_what, data, code) => {
    expect(await post(snowflake, LOGIN, { data })).toMatchObject({ status: 200, success: false, code });
  });

  it.each(['databaseName', 'schemaName'])('with a %s of 256 letters is refused', async (name) => {
    const data = { LOGIN_NAME: user, PASSWORD: password };
    const answer = await post(snowflake, `${LOGIN}?${name}=${'a'.repeat(256)}`, { data });
    expect(answer).toMatchObject({ success: false, code: '390400', message: expect.stringContaining(name) });
  });

  it.each(['"', '""', "a'b", 'pg_catalog', '__proto__', '%00', '; DROP TABLE products'])(
    'with the schema %s opens a session in which names are looked up there only',
    async (schema) => {
      const data = { LOGIN_NAME: user, PASSWORD: password };
      const place = encodeURIComponent(schema).replace('%2500', '%00');
      const answer = await post(snowflake, `${LOGIN}?schemaName=${place}`, { data });
      expect(answer).toMatchObject({ success: true });
      const looked = await ask('SELECT * FROM products', {}, answer.data.token);
      expect(looked).toMatchObject({ status: 200, success: false });
      expect(['002003', '001003']).toContain(looked.code);
    },
  );
});

describe.each(['/session?delete=true', '/session/heartbeat', QUERY, ABORT])('%s', (path) => {
  it.each([
    ['no token', undefined],
    ['an empty token', 'Snowflake Token=""'],
    ['a token of nobody', `Snowflake Token="${'A'.repeat(64)}"`],
    ['a token as __proto__', 'Snowflake Token="__proto__"'],
    ['a token without quotes', 'Snowflake Token=x'],
    ['a token of 10,000 letters', `Snowflake Token="${'A'.repeat(10_000)}"`],
    ['another scheme', 'Bearer x'],
    ['user and password', `Basic ${Buffer.from('playground:playground-password').toString('base64')}`],
  ])('with %s is refused', async (_what, authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const answer = await snowflake.ask(path, { method: 'POST', headers, body: '{"sqlText":"SELECT 1"}' });
    expect([answer.status, answer.json().code]).toEqual([200, '390111']);
  });

  it('with a master token is refused', async () => {
    const { masterToken } = (await login(snowflake)).data;
    expect(await post(snowflake, path, { sqlText: 'SELECT 1' }, masterToken)).toMatchObject({
      code: '390111',
    });
  });

  it('with the token of a session that is over is refused', async () => {
    const own = (await login(snowflake)).data.token;
    await post(snowflake, '/session?delete=true', {}, own);
    expect(await post(snowflake, path, { sqlText: 'SELECT 1' }, own)).toMatchObject({ code: '390111' });
  });
});

describe('a query with', () => {
  it.each<[what: string, sqlText: unknown, more: object, code: string]>([
    ['a statement that is a number', 1, {}, '390400'],
    ['a statement that is null', null, {}, '390400'],
    ['a statement in an array', ['SELECT 1'], {}, '390400'],
    ['a statement that cannot be text', { toString: 1 }, {}, '390400'],
    ['a binding', 'SELECT ?', { bindings: { 1: { type: 'FIXED', value: '1' } } }, '002099'],
    ['bindings in an array', 'SELECT ?', { bindings: [1] }, '002099'],
    ['an empty array of bindings', 'SELECT 1', { bindings: [] }, '002099'],
    ['bindings that are text', 'SELECT ?', { bindings: '1' }, '002099'],
    ['bindings that are a number', 'SELECT ?', { bindings: 1 }, '002099'],
    ['bindings that are false', 'SELECT ?', { bindings: false }, '002099'],
    ['bindings on a stage', 'SELECT ?', { bindStage: '@~/x' }, '002099'],
    ['a place without a binding', 'SELECT ?', {}, '001003'],
    ['a place of PostgreSQL', 'SELECT $1', {}, '001003'],
    ['a timeout in an object', 'SELECT 1', { parameters: { STATEMENT_TIMEOUT_IN_SECONDS: {} } }, '001008'],
    [
      'a timeout that cannot be text',
      'SELECT 1',
      { parameters: { STATEMENT_TIMEOUT_IN_SECONDS: { toString: 1 } } },
      '001008',
    ],
  ])('%s is refused', async (_what, sqlText, more, code) => {
    expect(await ask(sqlText, more)).toMatchObject({ status: 200, success: false, code });
  });

  it.each<[what: string, more: object]>([
    ['no bindings', { bindings: {} }],
    ['bindings that are null', { bindings: null, bindStage: null }],
    ['parameters that are an array', { parameters: [1] }],
    ['a key __proto__', JSON.parse('{"__proto__":{"describeOnly":true}}')],
    ['a describeOnly that is text', { describeOnly: 'true' }],
  ])('%s is answered', async (_what, more) => {
    expect((await ask('SELECT 1', more)).data.rowset).toEqual([['1']]);
  });
});

describe('an abort of', () => {
  it.each<[what: string, requestId: unknown, code: string]>([
    ['nothing', undefined, '390400'],
    ['a number', 1, '390400'],
    ['null', null, '390400'],
    ['an array', ['attack'], '390400'],
    ['an object that cannot be text', { toString: 1 }, '390400'],
    ['what does not run', 'nothing', '000605'],
    ['__proto__', '__proto__', '000605'],
    ['100,000 letters', 'x'.repeat(100_000), '000605'],
  ])('%s is refused', async (_what, requestId, code) => {
    expect(await post(snowflake, ABORT, { requestId }, token)).toMatchObject({ success: false, code });
  });
});
