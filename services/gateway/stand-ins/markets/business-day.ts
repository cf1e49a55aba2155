const DAY = 24 * 3600 * 1000;

/** The UTC day of an instant: midnight, in ms since 1970. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** Monday to Friday. Holidays of a single country are not taken into account. */
function isBusinessDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The days from `first` to `last`, both included, that are business days, oldest first. */
export function businessDays(first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = dayOf(first); day <= last; day += DAY) if (isBusinessDay(day)) days.push(day);
  return days;
}

/** The latest business day at or before an instant. */
export function latestBusinessDay(time: number): number {
  let day = dayOf(time);
  while (!isBusinessDay(day)) day -= DAY;
  return day;
}

/** `2026-11-24` */
export function isoDay(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

/** Reads `2026-11-24` (a time of day after it is ignored); `undefined` when it is not a date. */
export function parseDay(text: string): number | undefined {
  const match = /^\d{4}-\d{2}-\d{2}(?=$|T| )/.exec(text);
  const day = match ? Date.parse(`${match[0]}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(day) || isoDay(day) !== match?.[0] ? undefined : day;
}
