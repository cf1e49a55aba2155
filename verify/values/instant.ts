import type { Found } from '../destination.ts';

const TIME =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;
const MINUTE_MS = 60_000;

/**
 * The instant that a value tells, in any of the forms that destinations have for one: a Date, or ISO 8601 text with `T` or a
 * blank, with or without an offset. What has no offset is taken for UTC, as Fivetran's destinations keep it.
 *
 * @returns ms since 1970; undefined where it tells none
 */
export function instantOf(found: Found): number | undefined {
  if (typeof found === 'string') return instantOfText(found);
  // Of another realm, as under Jest, a Date is no `instanceof Date`.
  if (Object.prototype.toString.call(found) !== '[object Date]') return undefined;
  const time = (found as Date).getTime();
  return Number.isNaN(time) ? undefined : time;
}

function instantOfText(text: string): number | undefined {
  const parts = TIME.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
  // Date.UTC takes the years 0 to 99 for those of the last century.
  const time = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const ofDay = (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1000;
  return time + ofDay + Math.floor(Number(`0.${fraction || '0'}`) * 1000) - offsetOf(zone);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const digits = zone.replaceAll(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}
