import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Query } from '../../../../services/gateway/snowflake/query.ts';
import type { Mounted } from '../stand-ins/mount.ts';
import { CREDENTIALS, login, mountSnowflake, post, session } from './sign-in.ts';

let snowflake: Mounted;
let asked: [sql: string, schema: string][];
let answer: Query;

beforeEach(async () => {
  asked = [];
  answer = async () => ({ fields: [{ name: 'n', type: 'int4' }], rows: [['1'], [null]] });
  snowflake = await mountSnowflake((sql, schema, signal) => {
    asked.push([sql, schema]);
    return answer(sql, schema, signal);
  });
});

afterEach(() => snowflake.close());

describe('logging in', () => {
  it('opens a session for the right password, whatever the case of the name', async () => {
    const first = await login(snowflake);
    expect(first).toMatchObject({
      status: 200,
      success: true,
      data: {
        token: expect.any(String),
        masterToken: expect.any(String),
        sessionInfo: { databaseName: 'SHOP', schemaName: 'SNOWFLAKE' },
      },
    });
    const second = await login(snowflake, { ...CREDENTIALS, user: 'PLAYGROUND' });
    expect(second.data.token).not.toBe(first.data.token);
    const parameters = Object.fromEntries(
      first.data.parameters.map(({ name, value }: { name: string; value: unknown }) => [name, value]),
    );
    expect(parameters).toMatchObject({ CLIENT_TELEMETRY_ENABLED: false });
  });

  it.each([
    ['a wrong password', { ...CREDENTIALS, password: 'PLAYGROUND-PASSWORD' }],
    ['no password', { ...CREDENTIALS, password: '' }],
    ['a wrong user', { ...CREDENTIALS, user: 'somebody' }],
  ])('refuses %s', async (_what, credentials) => {
    expect(await login(snowflake, credentials)).toMatchObject({
      status: 200,
      success: false,
      code: '390100',
      message: 'Incorrect username or password was specified.',
    });
  });

  it.each([[[]], ['text'], [{}], [{ data: 1 }]])('refuses the body %j', async (body) => {
    const path = '/session/v1/login-request';
    expect(await post(snowflake, path, body)).toMatchObject({ success: false, code: '390400' });
  });
});

describe('a session', () => {
  it('ends when it is deleted', async () => {
    const { token } = (await login(snowflake)).data;
    expect(await post(snowflake, '/session/heartbeat', {}, token)).toMatchObject({ success: true });
    expect(await post(snowflake, '/session?delete=true', {}, token)).toMatchObject({ success: true });
    for (const path of ['/session?delete=true', '/session/heartbeat', '/queries/v1/query-request']) {
      expect(await post(snowflake, path, { sqlText: 'SELECT 1' }, token)).toMatchObject({
        success: false,
        code: '390111',
      });
    }
    expect(asked).toEqual([]);
  });

  it('looks names up where the client said, until it says otherwise', async () => {
    const run = await session(snowflake);
    await run('SELECT * FROM shop.sales.t');
    expect(await run('USE SCHEMA other.Sales')).toMatchObject({
      success: true,
      data: {
        finalDatabaseName: 'OTHER',
        finalSchemaName: 'SALES',
        rowtype: [{ name: 'status' }],
        rowset: [['Statement executed successfully.']],
      },
    });
    await run('SELECT * FROM other.sales.t');
    expect(asked).toEqual([
      ['SELECT * FROM sales.t', 'snowflake'],
      ["SELECT 1 FROM pg_namespace WHERE nspname = 'sales'", 'sales'],
      ['SELECT * FROM sales.t', 'sales'],
    ]);
  });

  it('takes reports of use from anybody', async () => {
    expect(await post(snowflake, '/telemetry/send', {})).toMatchObject({ success: true });
  });
});

describe('a query', () => {
  it('answers in the JSON form', async () => {
    const run = await session(snowflake);
    expect(await run('SELECT n FROM t')).toMatchObject({
      success: true,
      code: null,
      data: {
        queryResultFormat: 'json',
        rowtype: [{ name: 'N', type: 'fixed', scale: 0 }],
        rowset: [['1'], [null]],
        total: 2,
        returned: 2,
        statementTypeId: 4096,
      },
    });
    expect((await run('SELECT n FROM t', { describeOnly: true })).data).toMatchObject({
      rowtype: [{ name: 'N' }],
      rowset: [],
    });
  });

  it.each([
    [
      '42P01',
      'relation "nowhere" does not exist',
      '002003',
      "Object 'NOWHERE' does not exist or not authorized.",
    ],
    ['42703', 'column "wrong" does not exist', '000904', "invalid identifier 'WRONG'"],
    [
      '42601',
      'syntax error at or near "FORM"',
      '001003',
      "syntax error line 2 at position 0 unexpected 'FORM'.",
    ],
    ['42P10', 'ORDER BY position 9 is not in select list', '001003', 'ORDER BY position 9'],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', '000603', 'does not answer: connect ECONNREFUSED'],
  ])('that PostgreSQL refuses with %s %s is refused with %s', async (code, message, expected, said) => {
    const refusal = { code, position: '10', ...(code !== 'ECONNREFUSED' && { severity: 'ERROR' }) };
    answer = () => Promise.reject(Object.assign(new Error(message), refusal));
    const run = await session(snowflake);
    expect(await run('SELECT *\nFORM t')).toMatchObject({
      success: false,
      code: expected,
      message: expect.stringContaining(said),
      data: { errorCode: expected, sqlState: expect.stringMatching(/^(42|XX)/), queryId: expect.any(String) },
    });
  });

  it.each([
    ['nothing to run', {}, '390400'],
    ['a statement it does not know', { sqlText: 'MERGE INTO t' }, '001003'],
    ['bindings', { sqlText: 'SELECT ?', bindings: { 1: { type: 'FIXED', value: '1' } } }, '002099'],
  ])('with %s never reaches the database', async (_what, body, code) => {
    const { token } = (await login(snowflake)).data;
    expect(await post(snowflake, '/queries/v1/query-request', body, token)).toMatchObject({
      success: false,
      code,
    });
    expect(asked).toEqual([]);
  });
});
