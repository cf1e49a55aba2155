import { isSecretName } from './secret-names.ts';

/** Stands for what is a secret. */
export const MASK = '***';

/** Between a name and its value, as often percent-encoded as it may be: a URL in a query is so at least once. */
const SEPARATOR = /[=:]|%(?:25)*3[ad]/gi;
const CODE = /%([\da-f]{2})/gi;
const LONGEST_NAME = 96;
const MOST_DECODINGS = 4;

/**
 * Where a value ends whose separator is encoded not at all, once, or twice. An `&` that is encoded more often belongs to
 * it, and so does a `;` that no other name follows.
 */
const ENDS = [
  /[&#\s]|;[\w.-]{1,64}=/g,
  /[&#\s]|%2[36]|(?:;|%3b)[\w.-]{1,64}%3d/gi,
  /[&#\s]|%(?:25)?2[36]|(?:;|%(?:25)?3b)[\w.-]{1,64}%(?:25)?3d/gi,
] as const;
const END_OF_ANY = /[&#\s]/g;
const END_OF_BARE = /[,;}\]&#\s"']|%(?:25)*(?:2c|7d|5d|26)/gi;

const OPENING = /(?:\s|\+|%(?:25)*20){0,8}(\\?["']|%(?:25)*2[27])/iy;
const BLANK = /\s{0,8}/y;
const QUOTE = /\\.|["']|%(?:25)*2[27]|%(?:25)*5c(?:%(?:25)*22)?/gis;

/** Puts the mask in the place of each value whose name says that it is a secret: `name=value` and `"name": "value"`. */
export function maskValues(text: string): string {
  let masked = '';
  let from = 0;
  SEPARATOR.lastIndex = 0;
  for (let found = SEPARATOR.exec(text); found; found = SEPARATOR.exec(text)) {
    const [sign] = found;
    const isColon = sign === ':' || sign.toLowerCase().endsWith('a');
    const end = SEPARATOR.lastIndex;
    const name = nameBefore(text.slice(Math.max(from, found.index - LONGEST_NAME), found.index), isColon);
    if (name === '' || !isSecretName(name)) continue;
    const [start, stop] = isColon ? fieldAfter(text, end) : parameterAfter(text, end, (sign.length - 1) / 2);
    if (start >= stop) continue;
    masked += text.slice(from, start) + MASK;
    from = stop;
    SEPARATOR.lastIndex = stop;
  }
  return from === 0 ? text : masked + text.slice(from);
}

/** The last word of a text, decoded. Before a colon it counts only in quotes, as JSON has it: much else has colons. */
function nameBefore(text: string, isInQuotes: boolean): string {
  const decoded = decode(text).trimEnd();
  let end = decoded.length;
  while (end > 0 && isQuote(decoded.charCodeAt(end - 1))) end -= 1;
  if (isInQuotes && end === decoded.length) return '';
  let start = end;
  while (start > 0 && isOfName(decoded.charCodeAt(start - 1))) start -= 1;
  return decoded.slice(start, end);
}

/** As far as it can be: a name need not be well-formed to be sent. */
function decode(text: string): string {
  let decoded = text;
  for (let times = 0; times < MOST_DECODINGS && decoded.includes('%'); times += 1) {
    decoded = decoded.replaceAll(CODE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  return decoded;
}

/** A quotation mark, an apostrophe, or the backslash before one. */
function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x5c;
}

/** Letters, digits and `_ - . [ ] $`. */
function isOfName(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5b) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5d ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x24
  );
}

type Span = readonly [start: number, stop: number];

/** The value behind a `=` that is encoded so many times. */
function parameterAfter(text: string, place: number, timesEncoded: number): Span {
  const quoted = quotedAfter(text, place);
  BLANK.lastIndex = place;
  BLANK.test(text);
  const start = BLANK.lastIndex;
  return [start, endOf(text, Math.max(start, quoted?.[1] ?? 0), ENDS[timesEncoded] ?? END_OF_ANY)];
}

/** The value behind a `:`, a text in quotes or anything else. */
function fieldAfter(text: string, place: number): Span {
  const quoted = quotedAfter(text, place);
  if (quoted) return quoted;
  BLANK.lastIndex = place;
  BLANK.test(text);
  return [BLANK.lastIndex, endOf(text, BLANK.lastIndex, END_OF_BARE)];
}

function quotedAfter(text: string, place: number): Span | undefined {
  OPENING.lastIndex = place;
  const opening = OPENING.exec(text)?.[1];
  if (opening === undefined) return undefined;
  const start = OPENING.lastIndex;
  const isEscaped = opening.startsWith('\\');
  QUOTE.lastIndex = start;
  for (let found = QUOTE.exec(text); found; found = QUOTE.exec(text)) {
    const [quote] = found;
    // However often it is encoded, so that none is looked for to the end of the text again and again.
    const isSame = isDouble(quote) === isDouble(opening);
    const closes = quote.startsWith('\\')
      ? isEscaped && isQuote(quote.charCodeAt(1))
      : !/^%(?:25)*5c/i.test(quote);
    if (closes && isSame) return [start, found.index];
  }
  return [start, text.length];
}

function isDouble(quote: string): boolean {
  return quote.endsWith('"') || (quote.endsWith('2') && quote.length > 1);
}

function endOf(text: string, start: number, end: RegExp): number {
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}
