import { randomUUID } from 'node:crypto';

/** Only a number with as many digits can be more than a float holds. */
const LONG_NUMBER = /[.\d]{16}/;
/** A text, or a number: what is in a text is no number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
/** Marks a number that became a text. Nobody could have written it. */
const MARK = `number:${randomUUID()}:`;
/** So many digits any 64-bit float gives back. */
const FLOAT_DIGITS = 17;

/**
 * A JSON object whose own numbers are exact: whole ones beyond 2^53 are bigints, others with more digits than a float holds
 * are texts. A nested value with such a number stays JSON in text.
 *
 * @throws SyntaxError when it is no JSON
 */
export function exactJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  const parsed: unknown = JSON.parse(text.replace(TOKEN, marked));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return parsed;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, exactValue(value)]));
}

function marked(token: string): string {
  return token.startsWith('"') || isHeld(token) ? token : `"${MARK}${token}"`;
}

/** Whether a float holds all of a number. */
function isHeld(number: string): boolean {
  if (/^-?\d+$/.test(number)) return Number.isSafeInteger(Number(number));
  const digits = number
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length <= FLOAT_DIGITS;
}

function exactValue(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(MARK)) return exactNumber(value.slice(MARK.length));
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.includes(MARK) ? text.replaceAll(new RegExp(`"${MARK}([^"]+)"`, 'g'), '$1') : value;
}

function exactNumber(text: string): bigint | string {
  return /^-?\d+$/.test(text) ? BigInt(text) : text;
}
