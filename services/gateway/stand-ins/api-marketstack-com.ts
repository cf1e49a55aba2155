import type { Context } from 'koa';
import type { StandIn } from '../stand-in.ts';
import { businessDays, dayOf, latestBusinessDay, parseDay } from './markets/business-day.ts';
import { sharePrice } from './markets/share-price.ts';
import { listParameter, numberParameter, parameter } from './parameter.ts';

const DEFAULT_LIMIT = 100;
const MOST_LIMIT = 1000;
/** The free plan reaches back a year. */
const HISTORY = 365 * 24 * 3_600_000;

/**
 * End-of-day share prices up to the present day. Any key is taken, but there must be one; any symbol of capital
 * letters has prices.
 */
export const apiMarketstackCom: StandIn = {
  hosts: ['api.marketstack.com'],
  summary: 'Marketstack: end-of-day share prices',
  source: 'https://marketstack.com/documentation',
  mount(router, { clock }) {
    router.get('/v1/eod', (ctx) => {
      const symbols = symbolsOf(ctx);
      if (!symbols) return;
      const today = dayOf(clock());
      const from = dateOf(ctx, 'date_from', today - HISTORY);
      const to = dateOf(ctx, 'date_to', today);
      if (from === undefined || to === undefined) return;
      const days = businessDays(Math.max(from, today - HISTORY), Math.min(to, today));
      if (parameter(ctx, 'sort')?.toUpperCase() !== 'ASC') days.reverse();
      answerPage(ctx, symbols, days);
    });

    router.get('/v1/eod/:date', (ctx) => {
      const symbols = symbolsOf(ctx);
      if (!symbols) return;
      const { date = '' } = ctx.params;
      const day = date === 'latest' ? latestBusinessDay(clock()) : parseDay(date);
      if (day === undefined)
        return refuseInvalid(ctx, 'date', 'invalid_date', 'The given date is not valid.');
      answerPage(ctx, symbols, businessDays(day, Math.min(day, clock())));
    });
  },
  notFound: () => ({ error: { code: '404_not_found', message: 'Resource not found.' } }),
};

/** Day by day, all symbols of a day together. */
function answerPage(ctx: Context, symbols: readonly string[], days: readonly number[]): void {
  const limit = Math.min(numberParameter(ctx, 'limit', DEFAULT_LIMIT, 1), MOST_LIMIT);
  const offset = numberParameter(ctx, 'offset', 0);
  const total = days.length * symbols.length;
  const count = Math.max(0, Math.min(limit, total - offset));
  const data = Array.from({ length: count }, (_, index) => {
    const position = offset + index;
    const day = days[Math.floor(position / symbols.length)] as number;
    return sharePrice(symbols[position % symbols.length] as string, day);
  });
  ctx.body = { pagination: { limit, offset, count, total }, data };
}

/** The symbols asked for that exist; answers and gives `undefined` when the key or all of them are missing. */
function symbolsOf(ctx: Context): readonly string[] | undefined {
  if (parameter(ctx, 'access_key') === undefined) {
    ctx.status = 401;
    ctx.body = {
      error: {
        code: 'missing_access_key',
        message: 'You have not supplied an API Access Key. [Required format: access_key=YOUR_ACCESS_KEY]',
      },
    };
    return undefined;
  }
  const symbols = listParameter(ctx, 'symbols');
  if (!symbols || symbols.length === 0) {
    refuseInvalid(ctx, 'symbols', 'missing_symbols', 'You did not specify any symbols.');
    return undefined;
  }
  return [...new Set(symbols.map((symbol) => symbol.toUpperCase()))].filter((symbol) =>
    /^[A-Z][A-Z.-]{0,9}$/.test(symbol),
  );
}

function dateOf(ctx: Context, name: string, fallback: number): number | undefined {
  const text = parameter(ctx, name);
  const day = text === undefined ? fallback : parseDay(text);
  if (day === undefined) refuseInvalid(ctx, name, `invalid_${name}`, `The given ${name} is not valid.`);
  return day;
}

function refuseInvalid(ctx: Context, name: string, key: string, message: string): void {
  ctx.status = 422;
  ctx.body = {
    error: {
      code: 'validation_error',
      message: 'Request failed with validation error',
      context: { [name]: [{ key, message }] },
    },
  };
}
