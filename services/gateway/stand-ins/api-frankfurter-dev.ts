import type { Context } from 'koa';
import { businessDay, businessDayNumber } from '../../../fixtures/business-day.ts';
import {
  CURRENCIES,
  type ExchangeRates,
  exchangeRates,
  FIRST_RATE_DAY,
} from '../../../fixtures/tables/exchange-rates.ts';
import { isoDay } from '../../../fixtures/timeline.ts';
import type { StandIn } from '../stand-in.ts';
import { parseDay } from './markets/parse-day.ts';
import { listParameter, parameter } from './parameter.ts';

const CURRENCY_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  CURRENCIES.map((code) => [code, new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code]),
);

/** Reference exchange rates of a working day, in the forms of versions 1 and 2. */
export const apiFrankfurterDev: StandIn = {
  hosts: ['api.frankfurter.dev'],
  summary: 'Frankfurter: exchange rates, v1 and v2',
  source: 'https://frankfurter.dev/',
  mount(router, { dataset, clock }) {
    const table = exchangeRates(dataset);
    router.get('/v1/currencies', (ctx) => {
      ctx.body = CURRENCY_NAMES;
    });

    router.get('/v1/:date', (ctx) => {
      const { date = '' } = ctx.params;
      const day = workingDay(date === 'latest' ? undefined : date, clock());
      const pair = currencies(ctx, 'symbols');
      const amount = Number(parameter(ctx, 'amount') ?? 1);
      if (!day || !pair || !(amount > 0)) return refuse(ctx, 404, 'not found');
      const rates = pair.quotes.map((quote) => [
        quote,
        Number((amount * rateOf(table, day, pair.base, quote)).toPrecision(6)),
      ]);
      ctx.body = { amount, base: pair.base, date: isoDay(day), rates: Object.fromEntries(rates) };
    });

    router.get('/v2/currencies', (ctx) => {
      ctx.body = Object.entries(CURRENCY_NAMES).map(([code, name]) => ({ iso_code: code, name }));
    });

    for (const path of ['/v2/rates', '/v2/rates/latest']) {
      router.get(path, (ctx) => {
        const day = workingDay(parameter(ctx, 'date'), clock());
        if (!day) return refuse(ctx, 422, 'invalid date');
        const pair = currencies(ctx, 'quotes');
        if (!pair) return refuse(ctx, 422, 'invalid currency');
        ctx.body = pair.quotes.map((quote) => ({
          date: isoDay(day),
          base: pair.base,
          quote,
          rate: rateOf(table, day, pair.base, quote),
        }));
      });
    }
  },
  notFound: () => ({ status: 404, message: 'not found' }),
};

/** The working day whose rates were valid on a date (today when none is given); `undefined` when there are none. */
function workingDay(date: string | undefined, now: number): number | undefined {
  const day = date === undefined ? now : parseDay(date);
  return day === undefined || day < FIRST_RATE_DAY || day > now
    ? undefined
    : businessDay(businessDayNumber(day));
}

/** The currencies asked for: from the base (euro if none is named) to each other one, or to all. */
function currencies(
  ctx: Context,
  quotesParameter: string,
): { readonly base: string; readonly quotes: readonly string[] } | undefined {
  const base = (parameter(ctx, 'base') ?? 'EUR').toUpperCase();
  const wanted = listParameter(ctx, quotesParameter)?.map((code) => code.toUpperCase());
  const quotes = (wanted ?? CURRENCIES).filter((code) => code !== base);
  return [base, ...quotes].every((code) => CURRENCIES.includes(code)) ? { base, quotes } : undefined;
}

/** What one unit of `base` buys of `quote` on a day, to five digits. */
function rateOf(table: ExchangeRates, day: number, base: string, quote: string): number {
  const perEuro = (currency: string): number => table.row(table.positionOf(currency, day), day).per_euro;
  return Number((perEuro(quote) / perEuro(base)).toPrecision(5));
}

function refuse(ctx: Context, status: number, message: string): void {
  ctx.status = status;
  ctx.body = { status, message };
}
