import { draw } from '../draw.ts';
import { isoDay } from './business-day.ts';

const DAY = 24 * 3_600_000;

/** What a share did on a business day, in the fields of Marketstack's end-of-day data. */
export interface SharePrice {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly adj_high: number;
  readonly adj_low: number;
  readonly adj_close: number;
  readonly adj_open: number;
  readonly adj_volume: number;
  readonly split_factor: number;
  readonly dividend: number;
  readonly symbol: string;
  readonly exchange: string;
  /** Midnight UTC. The offset has no colon, which many parsers of ISO 8601 do not take. */
  readonly date: string;
}

/** A price that swings slowly around a value of its own, with a little noise each day. */
export function sharePrice(symbol: string, day: number): SharePrice {
  const about = 40 + draw(400, symbol, 'about');
  const phase = draw(360, symbol, 'phase');
  const swing = 1 + 0.08 * Math.sin(((day / DAY + phase) * Math.PI) / 90);
  const noise = (aspect: string): number => draw(1000, symbol, day, aspect) / 100_000;
  const open = cents(about * swing * (1 + noise('open')));
  const close = cents(about * swing * (1 + noise('close')));
  const high = cents(Math.max(open, close) * (1 + noise('high')));
  const low = cents(Math.min(open, close) * (1 - noise('low')));
  const volume = 1_000_000 + draw(60_000_000, symbol, day, 'volume');
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
    date: `${isoDay(day)}T00:00:00+0000`,
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
