import { informationSchemaView } from './catalog-sql.ts';
import { quoteIdentifier, shownName, storedName } from './identifier.ts';
import type { Replacement } from './replacement.ts';
import { type SessionFacts, sessionFact } from './session-functions.ts';
import { isName, isSign, isWord, type Token } from './tokens.ts';
import { typeAt } from './type-names.ts';

/** A query in PostgreSQL's words: its types, names as it stores them, no name of a database, no empty parentheses. */
export function translate(query: readonly Token[], facts: SessionFacts): string {
  /** For each parenthesis that is open: whether it belongs to a `CAST`. */
  const open: boolean[] = [];
  let sql = '';
  for (let at = 0; at < query.length; ) {
    const token = query[at] as Token;
    if (isSign(token, '(')) open.push(isWord(query[at - 1], 'CAST'));
    if (isSign(token, ')')) open.pop();
    const found =
      viewAt(query, at, facts) ??
      databaseAt(query, at, facts) ??
      functionAt(query, at, facts) ??
      typeAt(query, at, open.at(-1) === true);
    sql += (at === 0 ? '' : token.blank) + (found?.sql ?? inPostgres(token));
    at += found?.length ?? 1;
  }
  return sql;
}

/** In PostgreSQL only a literal with an `E` before it has escapes, which are the same. */
function inPostgres({ kind, source }: Token): string {
  if (kind === 'name') return quoteIdentifier(storedName(source));
  return kind === 'text' && source.startsWith("'") && source.includes('\\') ? `E${source}` : source;
}

/** `information_schema.columns`, with or without a database before it. */
function viewAt(query: readonly Token[], at: number, { database }: SessionFacts): Replacement | undefined {
  if (isSign(query[at - 1], '.')) return undefined;
  const first = isCalled(query[at], 'information_schema') ? at : at + 2;
  if (first !== at && !(isName(query[at]) && isSign(query[at + 1], '.'))) return undefined;
  if (!isCalled(query[first], 'information_schema') || !isSign(query[first + 1], '.')) return undefined;
  const view = (['columns', 'tables'] as const).find((name) => isCalled(query[first + 2], name));
  if (!view) return undefined;
  return { sql: informationSchemaView(view, shownName(database)), length: first + 3 - at };
}

/** The session's database, where the name of a schema comes after it. */
function databaseAt(
  query: readonly Token[],
  at: number,
  { database }: SessionFacts,
): Replacement | undefined {
  const isFirst = isCalled(query[at], database.toLowerCase()) && !isSign(query[at - 1], '.');
  if (!isFirst || !isSign(query[at + 1], '.')) return undefined;
  return isName(query[at + 2]) && isSign(query[at + 3], '.') ? { sql: '', length: 2 } : undefined;
}

/** A function without arguments that PostgreSQL does not have, or has without parentheses. */
function functionAt(query: readonly Token[], at: number, facts: SessionFacts): Replacement | undefined {
  const token = query[at] as Token;
  if (token.kind !== 'word' || !isSign(query[at + 1], '(') || !isSign(query[at + 2], ')')) return undefined;
  const isBare = isWord(token, 'CURRENT_DATE', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP');
  const sql = isBare ? token.source : sessionFact(token.source, facts);
  return sql === undefined ? undefined : { sql, length: 3 };
}

/** Whether a token is this name, in small letters, in quotes or not. */
function isCalled(token: Token | undefined, name: string): boolean {
  return isName(token) && storedName(token.source).toLowerCase() === name;
}
