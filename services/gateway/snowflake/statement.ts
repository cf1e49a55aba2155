import { informationSchemaView, type TableName } from './catalog-sql.ts';
import { severalStatements, syntaxError } from './errors.ts';
import { quoteIdentifier, shownName, storedName } from './identifier.ts';
import { maskSql } from './masked-sql.ts';
import { selectList } from './select-list.ts';
import { type SessionFacts, withSessionFacts } from './session-functions.ts';
import { withPostgresTypes } from './type-names.ts';

/** What a client asked for, in PostgreSQL's terms. */
export type Statement =
  | {
      readonly kind: 'select';
      readonly sql: string;
      /** The columns it asks for, as the client wrote them, where it lists them. */
      readonly columns?: readonly string[];
    }
  | { readonly kind: 'primary-keys'; readonly table: TableName }
  /** Names the session's database, its schema or both. */
  | { readonly kind: 'use'; readonly database?: string; readonly schema?: string }
  /** Settings of the session, none of which changes an answer of ours. */
  | { readonly kind: 'ignored' };

const NAME = String.raw`(?:"(?:[^"]|"")+"|\w+)`;
const SHOW_PRIMARY_KEYS = new RegExp(
  String.raw`^SHOW\s+PRIMARY\s+KEYS\s+IN\s+(?:TABLE\s+)?(${NAME}(?:\.${NAME}){0,2})$`,
  'i',
);
const USE = new RegExp(
  String.raw`^USE\s+(?:(DATABASE|SCHEMA|WAREHOUSE|ROLE)\s+)?(${NAME})(?:\.(${NAME}))?$`,
  'i',
);
const IGNORED = /^(?:ALTER\s+SESSION\s+(?:UN)?SET|USE\s+SECONDARY\s+ROLES)\b/i;
const QUERY = /^[\s(]*(?:SELECT|WITH)\b/i;
const VIEW = new RegExp(
  String.raw`(?<![\w."])(?:${NAME}\.)?"?information_schema"?\."?(columns|tables)"?(?![\w"])`,
  'gi',
);

/**
 * Reads the statements that the drivers and the public examples send.
 *
 * @throws SnowflakeError 001003 for any other statement, 000008 for several at once
 */
export function parseStatement(sql: string, facts: SessionFacts): Statement {
  const masked = maskSql(sql);
  const text = masked.text.trim().replace(/\s*;$/, '');
  const statements = text.split(';').length;
  if (statements > 1) throw severalStatements(statements);

  const keys = SHOW_PRIMARY_KEYS.exec(text);
  if (keys) {
    const [table = '', schema = facts.schema] = namesIn(keys[1] as string)
      .map(storedName)
      .reverse();
    return { kind: 'primary-keys', table: { schema, table } };
  }
  if (IGNORED.test(text)) return { kind: 'ignored' };
  const use = USE.exec(text);
  if (use) return useOf(use[1]?.toUpperCase(), use[2] as string, use[3]);
  if (QUERY.test(text)) {
    const columns = selectList(text)?.map(masked.original);
    return { kind: 'select', sql: masked.restore(translated(text, facts)), ...(columns && { columns }) };
  }
  throw syntaxError(sql, sql.search(/\S|$/));
}

function useOf(what: string | undefined, first: string, second: string | undefined): Statement {
  if (what === 'WAREHOUSE' || what === 'ROLE') return { kind: 'ignored' };
  const name = storedName(first);
  if (second !== undefined) return { kind: 'use', database: name, schema: storedName(second) };
  return what === 'SCHEMA' ? { kind: 'use', schema: name } : { kind: 'use', database: name };
}

/** A query in PostgreSQL's words: its types, names as it stores them, no name of a database, no empty parentheses. */
function translated(query: string, facts: SessionFacts): string {
  const { database } = facts;
  const own = database.replaceAll(/[^\w]/g, String.raw`\$&`);
  const prefix = new RegExp(String.raw`(?<![\w."])(?:${own}|"${own}")\.(?=${NAME}\.)`, 'gi');
  return withPostgresTypes(withSessionFacts(query, facts))
    .replaceAll(VIEW, (_, view: string) =>
      informationSchemaView(view.toLowerCase() === 'tables' ? 'tables' : 'columns', shownName(database)),
    )
    .replaceAll(prefix, '')
    .replaceAll(/"(?:[^"]|"")+"/g, (identifier) => quoteIdentifier(storedName(identifier)))
    .replaceAll(/\b(CURRENT_DATE|CURRENT_TIMESTAMP|LOCALTIMESTAMP)\s*\(\s*\)/gi, '$1');
}

function namesIn(qualified: string): string[] {
  return qualified.match(new RegExp(NAME, 'g')) ?? [];
}
