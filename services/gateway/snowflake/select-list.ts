import { shownName, storedName } from './identifier.ts';
import { isSign, isWord, sourceOf, type Token, tokensOf } from './tokens.ts';

/** What ends a list of columns. */
const AFTER_LIST = [
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'WINDOW',
  'QUALIFY',
  'UNION',
  'INTERSECT',
  'EXCEPT',
  'MINUS',
];

/**
 * The columns that a query asks for, as written; `undefined` when it does not list them: `SELECT *`, `TABLE t`, or a
 * query in parentheses.
 */
export function selectList(query: readonly Token[]): readonly string[] | undefined {
  const items: Token[][] = [];
  let depth = 0;
  for (const [index, token] of query.entries()) {
    const item = items.at(-1);
    const isOutside = depth === 0;
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (!item) {
      if (isOutside && isWord(token, 'SELECT')) items.push([]);
    } else if (isOutside && isWord(token, ...AFTER_LIST) && !isWord(query[index - 1], 'DISTINCT')) {
      break;
    } else if (isOutside && isSign(token, ',')) {
      items.push([]);
    } else {
      item.push(token);
    }
  }
  const all = items.map((item) => (isWord(item[0], 'DISTINCT', 'ALL') ? item.slice(1) : item));
  return all.length === 0 || all.some(isStar) ? undefined : all.map(sourceOf);
}

function isStar(item: readonly Token[]): boolean {
  return isSign(item.at(-1), '*') && (item.length === 1 || isSign(item.at(-2), '.'));
}

/**
 * A column's name as Snowflake shows it: in capitals but for quotes, and an expression without a name by its text.
 *
 * @param stored what PostgreSQL called it
 */
export function columnName(written: string | undefined, stored: string): string {
  if (written === undefined) return shownName(stored);
  const last = tokensOf(written).at(-1);
  const isNamed = last?.kind === 'name' || (last?.kind === 'word' && !/^\d/.test(last.source));
  if (!last || !isNamed || storedName(last.source) !== stored) return written.toUpperCase();
  return last.kind === 'name' ? last.source.slice(1, -1).replaceAll('""', '"') : last.source.toUpperCase();
}
