import { isoDay } from '../../../../fixtures/timeline.ts';

/**
 * Reads `2026-11-24` (a time of day after it is ignored) as midnight UTC, in ms since 1970; `undefined` when it is not
 * a date.
 */
export function parseDay(text: string): number | undefined {
  const match = /^\d{4}-\d{2}-\d{2}(?=$|T| )/.exec(text);
  const day = match ? Date.parse(`${match[0]}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(day) || isoDay(day) !== match?.[0] ? undefined : day;
}
