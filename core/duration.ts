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
