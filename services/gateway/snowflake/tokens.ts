import { syntaxError } from './errors.ts';

export interface Token {
  /** A `word` may begin with a digit, a `name` is in quotes, a `sign` is what none of the others is. */
  readonly kind: 'word' | 'name' | 'text' | 'sign';
  /** As written. */
  readonly source: string;
  /** What stands before it: blanks as written, and a space for each comment. */
  readonly blank: string;
  /** Where it begins, in characters from 0. */
  readonly at: number;
}

const BLANK = /\s+/y;
const WORD = /[\w\u0080-\uffff][\w$\u0080-\uffff]*/y;
const QUOTE_OR_ESCAPE = /['\\]/g;

/**
 * The tokens of a statement, read in one pass, so that the cost grows with the length alone.
 *
 * In Snowflake a backslash escapes in a literal, `$$` begins one in which nothing does, and comments do not nest.
 *
 * @throws SnowflakeError 001003 for a literal, a name or a comment that does not end
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let blank = '';
  for (let at = 0; at < sql.length; ) {
    const blanks = lengthAt(BLANK, sql, at);
    const commentEnd = blanks > 0 ? -1 : endOfComment(sql, at);
    if (blanks > 0) {
      blank += sql.slice(at, at + blanks);
      at += blanks;
    } else if (commentEnd !== -1) {
      blank += ' ';
      at = commentEnd;
    } else {
      const { kind, end } = tokenAt(sql, at);
      tokens.push({ kind, source: sql.slice(at, end), blank, at });
      blank = '';
      at = end;
    }
  }
  return tokens;
}

/** The text of tokens, from the first to the last of them. */
export function sourceOf(tokens: readonly Token[]): string {
  return tokens.map(({ blank, source }, index) => (index === 0 ? source : blank + source)).join('');
}

/** Whether a token is this word, in capitals or not. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.source.toUpperCase());
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.source === sign;
}

/** Whether a token may be what somebody called something. */
export function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'name';
}

function tokenAt(sql: string, at: number): { kind: Token['kind']; end: number } {
  const sign = sql[at];
  if (sign === "'") return { kind: 'text', end: endOfLiteral(sql, at) };
  if (sign === '"') return { kind: 'name', end: endOfName(sql, at) };
  if (sql.startsWith('$$', at)) return { kind: 'text', end: endAfter('$$', sql, at, 2) };
  if (sql.startsWith('::', at)) return { kind: 'sign', end: at + 2 };
  const length = lengthAt(WORD, sql, at);
  return length > 0 ? { kind: 'word', end: at + length } : { kind: 'sign', end: at + 1 };
}

/** Where a comment that begins here is over; -1 where none begins. */
function endOfComment(sql: string, at: number): number {
  if (sql.startsWith('/*', at)) return endAfter('*/', sql, at, 2);
  if (!sql.startsWith('--', at) && !sql.startsWith('//', at)) return -1;
  const end = sql.indexOf('\n', at);
  return end === -1 ? sql.length : end;
}

function endOfLiteral(sql: string, start: number): number {
  QUOTE_OR_ESCAPE.lastIndex = start + 1;
  for (let mark = QUOTE_OR_ESCAPE.exec(sql); mark; mark = QUOTE_OR_ESCAPE.exec(sql)) {
    if (mark[0] === "'" && sql[mark.index + 1] !== "'") return mark.index + 1;
    QUOTE_OR_ESCAPE.lastIndex = mark.index + 2;
  }
  throw syntaxError(sql, start);
}

function endOfName(sql: string, start: number): number {
  for (let at = sql.indexOf('"', start + 1); at !== -1; at = sql.indexOf('"', at + 2)) {
    if (sql[at + 1] !== '"') return at + 1;
  }
  throw syntaxError(sql, start);
}

function endAfter(mark: string, sql: string, start: number, opening: number): number {
  const end = sql.indexOf(mark, start + opening);
  if (end === -1) throw syntaxError(sql, start);
  return end + mark.length;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
