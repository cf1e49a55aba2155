import { draw } from '../draw.ts';

/** What a euro buys, in round figures of our own: near enough to tell a yen from a dollar. */
const PER_EURO: Readonly<Record<string, number>> = {
  AUD: 1.7,
  BRL: 6,
  CAD: 1.6,
  CHF: 0.95,
  CNY: 8,
  CZK: 25,
  DKK: 7.5,
  EUR: 1,
  GBP: 0.86,
  HKD: 9,
  HUF: 390,
  IDR: 18_500,
  ILS: 4,
  INR: 98,
  JPY: 170,
  KRW: 1600,
  MXN: 21,
  MYR: 5,
  NOK: 11.6,
  NZD: 1.95,
  PHP: 66,
  PLN: 4.3,
  RON: 5,
  SEK: 11,
  SGD: 1.5,
  THB: 38,
  TRY: 47,
  USD: 1.15,
  ZAR: 20,
};

export const CURRENCY_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(PER_EURO).map((code) => [
    code,
    new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code,
  ]),
);

export function isCurrency(code: string): boolean {
  return Object.hasOwn(PER_EURO, code);
}

/** What one unit of `base` buys of `quote` on a day: within 2 % of the round figure, to five digits. */
export function exchangeRate(day: string, base: string, quote: string): number {
  return Number((perEuro(day, quote) / perEuro(day, base)).toPrecision(5));
}

function perEuro(day: string, currency: string): number {
  const rate = PER_EURO[currency] as number;
  return currency === 'EUR' ? rate : rate * (0.98 + draw(4000, 'rate', currency, day) / 100_000);
}
