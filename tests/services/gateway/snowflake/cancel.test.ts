import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../../core/wait-until.ts';
import { postgresQuery } from '../../../../services/gateway/snowflake/postgres-query.ts';
import { rowsOf, startTemporaryPostgres, type TemporaryPostgres } from '../../postgres-seed/with-postgres.ts';
import type { Mounted } from '../stand-ins/mount.ts';
import { login, mountSnowflake, post } from './sign-in.ts';

let postgres: TemporaryPostgres;
let snowflake: Mounted;
let token: string;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  snowflake = await mountSnowflake(postgresQuery(postgres.endpoints.url));
  token = (await login(snowflake)).data.token;
});

afterAll(async () => {
  await snowflake?.close();
  await postgres?.stop();
});

const ask = (sqlText: string, requestId: string, more: object = {}, as = token) =>
  post(snowflake, `/queries/v1/query-request?requestId=${requestId}`, { sqlText, ...more }, as);
const abort = (requestId: string, as = token) =>
  post(snowflake, '/queries/v1/abort-request?requestId=another', { requestId }, as);

/** How many queries with this text the database runs. */
const running = async (text: string): Promise<number> =>
  (
    await rowsOf(
      postgres.endpoints,
      `SELECT 1 FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid() AND query LIKE '%${text}%'`,
    )
  ).length;

/** Endless in two ways: one computes, the other has more rows than anybody reads. */
const ENDLESS = [
  ['that computes', 'SELECT pg_sleep(600), '],
  [
    'that has rows without end',
    'SELECT repeat(n::text, 100) FROM generate_series(1, 900000000) AS n WHERE n <> ',
  ],
] as const;

describe.each(ENDLESS)('a query %s', (_what, sql) => {
  it('ends in the database when it is aborted', async () => {
    const answer = ask(`${sql}-101`, 'one');
    await waitUntil('the query to run', async () => (await running('-101')) === 1);
    expect(await abort('one')).toMatchObject({ success: true });
    expect(await answer).toMatchObject({ success: false, code: '000604', data: { sqlState: '57014' } });
    await waitUntil('the database to be free', async () => (await running('-101')) === 0);
  });

  it('ends in the database when its client goes away', async () => {
    const { port } = new URL(snowflake.url);
    const asking = request({ port, method: 'POST', path: '/queries/v1/query-request?requestId=two' });
    asking.setHeader('Authorization', `Snowflake Token="${token}"`).on('error', () => undefined);
    asking.end(JSON.stringify({ sqlText: `${sql}-102` }));
    await waitUntil('the query to run', async () => (await running('-102')) === 1);
    asking.destroy();
    await waitUntil('the database to be free', async () => (await running('-102')) === 0);
  });

  it.each([
    ['the session', "ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = '1'", {}],
    ['the statement', 'SELECT 1', { parameters: { STATEMENT_TIMEOUT_IN_SECONDS: 1 } }],
  ])('ends after the timeout of %s', async (_whose, before, more) => {
    const own = (await login(snowflake)).data.token;
    expect(await ask(before, 'before', {}, own)).toMatchObject({ success: true });
    expect(await ask(`${sql}-103`, 'three', more, own)).toMatchObject({
      success: false,
      code: '000630',
      message: expect.stringContaining('timeout of 1 second(s)'),
    });
    await waitUntil('the database to be free', async () => (await running('-103')) === 0);
  });

  it('ends with its session', async () => {
    const own = (await login(snowflake)).data.token;
    const answer = ask(`${sql}-104`, 'four', {}, own);
    await waitUntil('the query to run', async () => (await running('-104')) === 1);
    expect(await post(snowflake, '/session?delete=true', {}, own)).toMatchObject({ success: true });
    expect(await answer).toMatchObject({ success: false, code: '000604' });
    await waitUntil('the database to be free', async () => (await running('-104')) === 0);
  });

  it('is not ended by another session', async () => {
    const other = (await login(snowflake)).data.token;
    const answer = ask(`${sql}-105`, 'five');
    await waitUntil('the query to run', async () => (await running('-105')) === 1);
    expect(await abort('five', other)).toMatchObject({ success: false, code: '000605' });
    expect(await running('-105')).toBe(1);
    await abort('five');
    expect(await answer).toMatchObject({ success: false });
  });
});

describe('statements at once', () => {
  it('wait for their turn, and a waiting one can be aborted', async () => {
    const slow = Array.from({ length: 16 }, (_, index) => ask('SELECT pg_sleep(600), -106', `slow${index}`));
    await waitUntil('16 to run', async () => (await running('-106')) === 16);
    const [next, given] = [ask('SELECT 1 AS next', 'next'), ask('SELECT 2', 'given')];
    await waitUntil('it to be aborted', async () => (await abort('given')).success);
    expect(await given).toMatchObject({ code: '000604' });
    await abort('slow0');
    expect((await next).data.rowset).toEqual([['1']]);
    for (let index = 1; index < slow.length; index += 1) await abort(`slow${index}`);
    expect((await Promise.all(slow)).map(({ code }) => code)).toEqual(slow.map(() => '000604'));
  });
});

it('an error behind the first rows is told after them', async () => {
  const answer = await ask('SELECT 1 / (200000 - n) FROM generate_series(1, 300000) AS n', 'late');
  expect(answer).toMatchObject({ success: false, code: '100051', data: { sqlState: '22012' } });
  expect(answer.data.rowset.length).toBeGreaterThan(100_000);
});

it('a row of more than 16 MiB is refused by name, and the next query is answered', async () => {
  const answer = await ask("SELECT repeat('x', 600000000) AS wide", 'wide');
  expect(answer).toMatchObject({ success: false, code: '100082' });
  expect((await ask('SELECT 1', 'after')).data.rowset).toEqual([['1']]);
});
