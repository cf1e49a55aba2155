import { PlaygroundError } from './playground-error.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const DURATION = /^(?:\d{1,15}(?:\.\d{1,3})?(?:ms|s|m|h|d))+$/;
const PART = /(\d{1,15}(?:\.\d{1,3})?)(ms|s|m|h|d)/g;

/**
 * Reads `90s`, `5m`, `1h30m`, `1.5d` as milliseconds.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the text
 */
export function parseDuration(text: string): number {
  if (!DURATION.test(text)) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `'${text}' is not a duration. Write numbers with units, as in 90s, 5m, 1h30m or 2d (ms, s, m, h, d).`,
    );
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART))
    total += Number(amount) * (UNITS_MS[unit as string] as number);
  return Math.round(total);
}

/** The same as a text that {@link parseDuration} reads: a duration of more than a second in whole ones, rounded down. */
export function shownDuration(ms: number): string {
  if (ms < 1000) return `${Math.floor(ms)}ms`;
  let left = Math.floor(ms / 1000) * 1000;
  const parts = ['d', 'h', 'm', 's'].map((unit) => {
    const size = UNITS_MS[unit] as number;
    const amount = Math.floor(left / size);
    left -= amount * size;
    return amount > 0 ? `${amount}${unit}` : '';
  });
  return parts.join('');
}
