import { shownName, storedName } from './identifier.ts';

/** What ends a list of columns. */
const AFTER_LIST =
  /^(?:FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|FETCH|WINDOW|QUALIFY|UNION|INTERSECT|EXCEPT|MINUS)\b/i;
/** Strings of these are one step: a quoted identifier, a word, or any other character. */
const TOKEN = /"(?:[^"]|"")*"|\w+|[\s\S]/g;
const LAST_NAME = /("(?:[^"]|"")+"|[A-Za-z_]\w*)$/;

/**
 * The columns that a query asks for, as written; `undefined` when it does not list them: `SELECT *`, `TABLE t`, or a
 * query in parentheses. Literals must be masked.
 */
export function selectList(query: string): readonly string[] | undefined {
  const items: string[] = [];
  let [depth, item, isOpen] = [0, '', false];
  for (const [token] of query.matchAll(TOKEN)) {
    if (!isOpen) {
      isOpen = depth === 0 && /^SELECT$/i.test(token);
    } else if (depth === 0 && AFTER_LIST.test(token) && !/\bDISTINCT\s*$/i.test(item)) {
      break;
    } else if (depth === 0 && token === ',') {
      items.push(item);
      item = '';
    } else {
      item += token;
    }
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
  }
  if (!isOpen) return undefined;
  const all = [...items, item].map((each) => each.trim().replace(/^(?:DISTINCT|ALL)\s+/i, ''));
  return all.some((each) => /(?:^|\.)\s*\*$/.test(each)) ? undefined : all;
}

/**
 * A column's name as Snowflake shows it: in capitals but for quotes, and an expression without a name by its text.
 *
 * @param stored what PostgreSQL called it
 */
export function columnName(written: string | undefined, stored: string): string {
  if (written === undefined) return shownName(stored);
  const [name] = LAST_NAME.exec(written) ?? [];
  if (name === undefined || storedName(name) !== stored) return written.toUpperCase();
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toUpperCase();
}
