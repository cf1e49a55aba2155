const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/i;

/**
 * Reads an instant as RFC 3339 writes it (`2026-01-01T00:00:00Z`, with an offset, to the minute or to parts of a second),
 * or a day, which stands for its first instant in UTC. A time without a zone is no instant: it is
 * another one on every machine.
 *
 * @returns ms since 1970; undefined for anything else, and for days that no month has
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  const isDay = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  const time = Date.parse(text.toUpperCase().replace(' ', 'T'));
  return isDay && !Number.isNaN(time) ? time : undefined;
}
