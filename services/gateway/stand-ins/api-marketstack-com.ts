import type { Context } from 'koa';
import { businessDay, businessDayNumber } from '../../../fixtures/business-day.ts';
import type { Dataset } from '../../../fixtures/index.ts';
import { type SharePrice, sharePrices } from '../../../fixtures/tables/share-prices.ts';
import type { StandIn } from '../stand-in.ts';
import { parseDay } from './markets/parse-day.ts';
import { listParameter, numberParameter, parameter } from './parameter.ts';

const DEFAULT_LIMIT = 100;
const MOST_LIMIT = 1000;
/** The free plan reaches back a year. */
const HISTORY = 365 * 24 * 3_600_000;
const DAY = 24 * 3_600_000;

/**
 * End-of-day share prices up to the present day. Any key is taken, but there must be one; any symbol of capital
 * letters has prices.
 */
export const apiMarketstackCom: StandIn = {
  hosts: ['api.marketstack.com'],
  summary: 'Marketstack: end-of-day share prices',
  source: 'https://marketstack.com/documentation',
  mount(router, { dataset, clock }) {
    router.get('/v1/eod', (ctx) => {
      const symbols = symbolsOf(ctx);
      if (!symbols) return;
      const today = dayOf(clock());
      const from = dateOf(ctx, 'date_from', today - HISTORY);
      const to = dateOf(ctx, 'date_to', today);
      if (from === undefined || to === undefined) return;
      const days = numbersOf(Math.max(from, today - HISTORY), Math.min(to, today));
      if (parameter(ctx, 'sort')?.toUpperCase() !== 'ASC') days.reverse();
      answerPage(ctx, dataset, symbols, days);
    });

    router.get('/v1/eod/:date', (ctx) => {
      const symbols = symbolsOf(ctx);
      if (!symbols) return;
      const { date = '' } = ctx.params;
      const day = date === 'latest' ? businessDay(businessDayNumber(clock())) : parseDay(date);
      if (day === undefined)
        return refuseInvalid(ctx, 'date', 'invalid_date', 'The given date is not valid.');
      answerPage(ctx, dataset, symbols, numbersOf(day, Math.min(day, clock())));
    });
  },
  notFound: () => ({ error: { code: '404_not_found', message: 'Resource not found.' } }),
};

function dayOf(time: number): number {
  return time - (time % DAY);
}

/** The numbers of the business days from `first` to `last`, two instants, both included; oldest first. */
function numbersOf(first: number, last: number): number[] {
  const before = businessDayNumber(first - 1);
  const length = Math.max(0, businessDayNumber(last) - before);
  return Array.from({ length }, (_, index) => before + 1 + index);
}

/** Day by day, all symbols of a day together. */
function answerPage(
  ctx: Context,
  dataset: Dataset,
  symbols: readonly string[],
  days: readonly number[],
): void {
  const limit = Math.min(numberParameter(ctx, 'limit', DEFAULT_LIMIT, 1), MOST_LIMIT);
  const offset = numberParameter(ctx, 'offset', 0);
  const total = days.length * symbols.length;
  const count = Math.max(0, Math.min(limit, total - offset));
  const tables = symbols.map((symbol) => ({ symbol, prices: sharePrices(dataset, symbol) }));
  const data = Array.from({ length: count }, (_, index) => {
    const position = offset + index;
    const day = days[Math.floor(position / symbols.length)] as number;
    const { symbol, prices } = tables[position % symbols.length] as (typeof tables)[number];
    return presentPrice(symbol, prices.row(day, businessDay(day)));
  });
  ctx.body = { pagination: { limit, offset, count, total }, data };
}

/** No share is ever split or pays a dividend, so the adjusted prices are the prices. */
function presentPrice(symbol: string, { date, open, high, low, close, volume }: SharePrice): unknown {
  return {
    open,
    high,
    low,
    close,
    volume,
    adj_high: high,
    adj_low: low,
    adj_close: close,
    adj_open: open,
    adj_volume: volume,
    split_factor: 1,
    dividend: 0,
    symbol,
    exchange: 'XNAS',
    // Midnight UTC. The offset has no colon, which many parsers of ISO 8601 do not take.
    date: `${date}T00:00:00+0000`,
  };
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
