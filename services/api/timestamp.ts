/**
 * Reads `2026-01-01T00:00:00Z`, as Python's `strptime('%Y-%m-%dT%H:%M:%SZ')` does (one digit is enough
 * after the year), and years outside 0 to 9999 as ISO 8601 writes them (`-000043-03-15T00:00:00Z`).
 *
 * @returns milliseconds since 1970, or undefined when it is no such instant
 */
export function parseTimestamp(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as Six;
  const date = new Date(0);
  // Not Date.UTC: it reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

type Six = [number, number, number, number, number, number];

const PATTERN =
  /^([+-]\d{6}|\d{4})-(1[0-2]|0?[1-9])-(3[01]|[12]\d|0?[1-9])T(2[0-3]|[01]?\d):([0-5]?\d):([0-5]?\d)Z$/;

/** The same as a JSON Schema pattern; the empty text counts as not given. */
export const TIMESTAMP_SCHEMA = {
  type: 'string',
  pattern: `^$|${PATTERN.source}`,
  examples: ['2026-01-01T00:00:00Z'],
} as const;
