import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiFrankfurterDev } from '../../../../services/gateway/stand-ins/api-frankfurter-dev.ts';
import { apiMarketstackCom } from '../../../../services/gateway/stand-ins/api-marketstack-com.ts';
import { type Mounted, mount, NOW } from './mount.ts';

let rates: Mounted;
let shares: Mounted;
let time = NOW;

beforeAll(async () => {
  rates = await mount(apiFrankfurterDev, { clock: () => time });
  shares = await mount(apiMarketstackCom);
});

afterAll(() => Promise.all([rates, shares].map((mounted) => mounted?.close())));

describe('api.frankfurter.dev', () => {
  it('gives the public example its one rate', async () => {
    const body = (await rates.ask('/v2/rates/latest?base=USD&quotes=INR')).json();
    expect(body).toEqual([{ date: '2026-11-24', base: 'USD', quote: 'INR', rate: expect.any(Number) }]);
    expect(body[0].rate).toBeGreaterThan(70);
    expect(body[0].rate).toBeLessThan(100);
  });

  it('gives the rates of the last working day at the weekend', async () => {
    time = Date.UTC(2026, 10, 29, 12);
    const sunday = (await rates.ask('/v1/latest?base=USD&symbols=EUR,CHF')).json();
    time = NOW;
    expect(sunday).toEqual({
      amount: 1,
      base: 'USD',
      date: '2026-11-27',
      rates: { EUR: expect.any(Number), CHF: expect.any(Number) },
    });
  });

  it('says the same of a day in both versions, whoever asks when', async () => {
    const first = (await rates.ask('/v1/2025-03-03?symbols=usd')).json();
    const second = (await rates.ask('/v2/rates?date=2025-03-03&quotes=usd')).json();
    expect(second).toEqual([{ date: first.date, base: first.base, quote: 'USD', rate: first.rates.USD }]);
    expect((await rates.ask('/v1/2025-03-03?symbols=USD&amount=10')).json().rates.USD).toBeCloseTo(
      10 * first.rates.USD,
    );
  });

  it('names its currencies', async () => {
    const names = (await rates.ask('/v1/currencies')).json();
    expect(names).toMatchObject({ EUR: 'Euro', USD: 'US Dollar' });
    const all = (await rates.ask('/v2/rates')).json();
    expect(all).toHaveLength(Object.keys(names).length - 1);
  });

  it.each([
    ['/v1/latest?base=XXX', 404],
    ['/v1/latest?symbols=USD,XXX', 404],
    ['/v1/latest?amount=-1', 404],
    ['/v1/2026-02-30', 404],
    ['/v1/2099-01-01', 404],
    ['/v1/1998-01-01', 404],
    ['/v2/rates/latest?base=XXX', 422],
    ['/v2/rates?quotes=constructor', 422],
    ['/v2/rates?date=yesterday', 422],
    ['/v3', 404],
  ])('answers %s with %i', async (path, status) => {
    const answer = await rates.ask(path);
    expect([answer.status, answer.json()]).toEqual([status, { status, message: expect.any(String) }]);
  });
});

describe('api.marketstack.com', () => {
  const RANGE = 'date_from=2026-11-09&date_to=2026-11-24';

  it('gives the public example 48 rows: 12 business days of four shares', async () => {
    const rows = [];
    for (const symbol of ['AAPL', 'MSFT', 'GOOG', 'INTC']) {
      for (let offset = 0; ; offset += 1000) {
        const path = `/v1/eod?access_key=k&symbols=${symbol}&limit=1000&offset=${offset}&${RANGE}`;
        const { data, pagination } = (await shares.ask(path)).json();
        expect(pagination).toEqual({ limit: 1000, offset, count: data.length, total: 12 });
        if (data.length === 0) break;
        rows.push(...data);
      }
    }
    expect(rows).toHaveLength(48);
    expect(new Set(rows.map(({ symbol, date }) => `${symbol} ${date}`)).size).toBe(48);
    for (const row of rows) {
      expect(row.date).toMatch(/^2026-11-\d\dT00:00:00\+0000$/);
      expect(row.low).toBeLessThanOrEqual(Math.min(row.open, row.close));
      expect(row.high).toBeGreaterThanOrEqual(Math.max(row.open, row.close));
    }
  });

  it('loses and repeats nothing between pages of several shares', async () => {
    const whole = (await shares.ask(`/v1/eod?access_key=k&symbols=AAPL,MSFT&${RANGE}`)).json().data;
    const pages = [];
    for (let offset = 0; offset < 24; offset += 5) {
      const path = `/v1/eod?access_key=k&symbols=AAPL,MSFT&${RANGE}&limit=5&offset=${offset}`;
      pages.push(...(await shares.ask(path)).json().data);
    }
    expect(whole).toHaveLength(24);
    expect(pages).toEqual(whole);
  });

  it.each([
    ['newest first', `/v1/eod?access_key=k&symbols=AAPL&${RANGE}`, '2026-11-24', 12],
    ['oldest first', `/v1/eod?access_key=k&symbols=AAPL&${RANGE}&sort=ASC`, '2026-11-09', 12],
    ['the latest day', '/v1/eod/latest?access_key=k&symbols=AAPL', '2026-11-24', 1],
    ['one day', '/v1/eod/2026-11-20?access_key=k&symbols=AAPL', '2026-11-20', 1],
    ['a page of the year', '/v1/eod?access_key=k&symbols=AAPL', '2026-11-24', 100],
  ])('gives %s', async (_what, path, first, count) => {
    const { data } = (await shares.ask(path)).json();
    expect([data[0].date.slice(0, 10), data.length]).toEqual([first, count]);
  });

  it.each([
    ['a Sunday', '/v1/eod/2026-11-22?access_key=k&symbols=AAPL'],
    ['the future', '/v1/eod?access_key=k&symbols=AAPL&date_from=2026-11-25'],
    ['the time before the history', '/v1/eod?access_key=k&symbols=AAPL&date_to=2020-01-01'],
    ['a share that cannot be', '/v1/eod?access_key=k&symbols=1%2B1'],
  ])('has nothing for %s', async (_what, path) => {
    const { data, pagination } = (await shares.ask(path)).json();
    expect([data, pagination.total]).toEqual([[], 0]);
  });

  it.each([
    ['/v1/eod?symbols=AAPL', 401, 'missing_access_key'],
    ['/v1/eod?access_key=k', 422, 'validation_error'],
    ['/v1/eod?access_key=k&symbols=,', 422, 'validation_error'],
    ['/v1/eod?access_key=k&symbols=AAPL&date_from=soon', 422, 'validation_error'],
    ['/v1/eod/2026-13-01?access_key=k&symbols=AAPL', 422, 'validation_error'],
    ['/v1/nothing', 404, '404_not_found'],
  ])('answers %s with %i %s', async (path, status, code) => {
    const answer = await shares.ask(path);
    expect([answer.status, answer.json().error.code]).toEqual([status, code]);
  });
});
