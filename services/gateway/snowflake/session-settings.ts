import { invalidParameter } from './errors.ts';
import { isSign, isWord, type Token } from './tokens.ts';

/** A parameter of the session that changes what is answered, and its value. */
export interface Setting {
  readonly name: 'STATEMENT_TIMEOUT_IN_SECONDS';
  /** Undefined for the default. */
  readonly value: number | undefined;
}

const TIMEOUT = 'STATEMENT_TIMEOUT_IN_SECONDS';
const MOST_SECONDS = 604_800;

/**
 * Reads what comes after `ALTER SESSION`: `SET name = value …` or `UNSET name …`. All other parameters are passed over.
 *
 * @throws SnowflakeError 001008 for a value that the parameter cannot have
 */
export function settingsOf(tokens: readonly Token[]): readonly Setting[] {
  const isSet = isWord(tokens[0], 'SET');
  return tokens.flatMap((token, index): Setting[] => {
    if (!isWord(token, TIMEOUT)) return [];
    if (!isSet) return [{ name: TIMEOUT, value: undefined }];
    const value = isSign(tokens[index + 1], '=') ? (tokens[index + 2]?.source ?? '') : '';
    return [{ name: TIMEOUT, value: parseTimeout(value) }];
  });
}

/**
 * How long a statement may take, in seconds. 0 means the longest there is (docs.snowflake.com, `STATEMENT_TIMEOUT_IN_SECONDS`).
 *
 * @param value as a number, or its digits, in quotes or not
 * @throws SnowflakeError 001008
 */
export function parseTimeout(value: unknown): number {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const digits = written.replaceAll("'", '');
  const seconds = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!(seconds <= MOST_SECONDS)) throw invalidParameter(TIMEOUT, written);
  return seconds === 0 ? MOST_SECONDS : seconds;
}
