import { endOfBlank } from './blank.ts';
import { syntaxError } from './errors.ts';

export interface Token {
  /** A `sign` is what none of the others is: punctuation, or a name in quotes. */
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  /** A word in lower case, the content of a text, anything else as written. */
  readonly value: string;
  /** As written. */
  readonly source: string;
}

/** How a quote is written within a text: twice, and in Amazon Redshift also behind a backslash. */
export type Quoting = 'doubled' | 'doubled or escaped';

const WORD = /[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/iy;
const NUMBER = /\d+(?:\.\d*)?|\.\d+/y;
const DOLLARS = /\$(?:[a-z_]\w*)?\$/iy;

/** The tokens of a statement, without its comments. @throws SqlError for a text that does not end */
export function* tokensOf(statement: string, quoting: Quoting): Generator<Token> {
  let at = endOfBlank(statement, 0);
  while (at < statement.length) {
    const token = tokenAt(statement, at, quoting);
    yield token;
    at = endOfBlank(statement, at + token.source.length);
  }
}

function tokenAt(statement: string, at: number, quoting: Quoting): Token {
  const sign = statement[at] as string;
  if (sign === "'") {
    const source = statement.slice(at, endOfQuoted(statement, at, quoting));
    return { kind: 'text', value: unquote(source.slice(1, -1), quoting), source };
  }
  if (sign === '"') {
    const source = statement.slice(at, endOfQuoted(statement, at, 'doubled'));
    return { kind: 'sign', value: source, source };
  }
  const word = matchAt(WORD, statement, at);
  if (word !== undefined) return { kind: 'word', value: word.toLowerCase(), source: word };
  const number = matchAt(NUMBER, statement, at);
  if (number !== undefined) return { kind: 'number', value: number, source: number };
  const dollars = matchAt(DOLLARS, statement, at);
  if (dollars === undefined) return { kind: 'sign', value: sign, source: sign };
  const end = statement.indexOf(dollars, at + dollars.length);
  if (end === -1) throw syntaxError(dollars);
  const value = statement.slice(at + dollars.length, end);
  return { kind: 'text', value, source: `${dollars}${value}${dollars}` };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Where what begins with a quote is over. Texts may have megabytes, so this is no pattern with alternatives. */
function endOfQuoted(statement: string, start: number, quoting: Quoting): number {
  const quote = statement[start] as string;
  const marks = quoting === 'doubled' ? new RegExp(quote, 'g') : new RegExp(`${quote}|\\\\`, 'g');
  marks.lastIndex = start + 1;
  for (let mark = marks.exec(statement); mark; mark = marks.exec(statement)) {
    if (mark[0] === quote && statement[marks.lastIndex] !== quote) return marks.lastIndex;
    marks.lastIndex += 1;
  }
  throw syntaxError(statement.slice(start, start + 40));
}

/** Any other backslash is left where it is: the query within may mean it. */
function unquote(text: string, quoting: Quoting): string {
  return quoting === 'doubled'
    ? text.replaceAll("''", "'")
    : text.replaceAll(/''|\\(['\\])/g, (_, escaped: string | undefined) => escaped ?? "'");
}
