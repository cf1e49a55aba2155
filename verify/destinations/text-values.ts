/** Fifteen digits and a sign are always safe. */
const SURELY_SAFE = 15;

/** A whole number from text: beyond 2^53 a bigint. */
export function readWholeNumber(text: string): number | bigint {
  const value = Number(text);
  return text.length <= SURELY_SAFE || Number.isSafeInteger(value) ? value : BigInt(text);
}

/** `2026-01-01 00:00:00.5`, as databases write it, with a T. Other times stay as they are. */
export function readLocalTime(text: string): string {
  return isOrdinary(text) ? `${text.slice(0, 10)}T${text.slice(11)}` : text;
}

/** `2026-01-01 00:00:00.5+00`, as databases write it in UTC, with a T and a Z. Other times stay as they are. */
export function readInstant(text: string): string {
  return isOrdinary(text) ? `${text.slice(0, 10)}T${text.slice(11, -'+00'.length)}Z` : text;
}

const SPACE = 0x20;

/** Whether a time has a year of four digits, after Christ: DuckDB writes `(BC)` behind the day, PostgreSQL ` BC` at the end. */
function isOrdinary(text: string): boolean {
  return text.charCodeAt(10) === SPACE && isDigit(text, 11) && isDigit(text, text.length - 1);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
