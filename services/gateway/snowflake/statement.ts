import type { TableName } from './catalog-sql.ts';
import { nothingToUse, severalStatements, statementTooLong, syntaxError } from './errors.ts';
import { storedName } from './identifier.ts';
import { selectList } from './select-list.ts';
import type { SessionFacts } from './session-functions.ts';
import { type Setting, settingsOf } from './session-settings.ts';
import { isName, isSign, isWord, type Token, tokensOf } from './tokens.ts';
import { translate } from './translate.ts';

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
  /** Settings of the session that change what is answered. */
  | { readonly kind: 'settings'; readonly settings: readonly Setting[] }
  /** Settings of the session, none of which changes an answer of this stand-in. */
  | { readonly kind: 'ignored' };

/** Snowflake's own limit, in bytes: 1 MB. */
const LONGEST_STATEMENT = 1_048_576;
/** Snowflake's own limit; a session keeps the names that it uses. */
const LONGEST_NAME = 255;
const PLACES = ['DATABASE', 'SCHEMA', 'WAREHOUSE', 'ROLE'];

/**
 * Reads the statements that the drivers and the public examples send.
 *
 * @throws SnowflakeError 001003 for any other statement and for one that is too long, 000008 for several at once
 */
export function parseStatement(written: string, facts: SessionFacts): Statement {
  const length = Buffer.byteLength(written);
  if (length > LONGEST_STATEMENT) throw statementTooLong(length, LONGEST_STATEMENT);
  // PostgreSQL knows no NUL.
  const sql = written.replaceAll('\0', '');
  const all = tokensOf(sql);
  const tokens = isSign(all.at(-1), ';') ? all.slice(0, -1) : all;
  const ends = tokens.filter((token) => isSign(token, ';')).length;
  if (ends > 0) throw severalStatements(ends + 1);

  const statement = keysOf(tokens, facts) ?? settingOf(tokens) ?? useOf(tokens) ?? queryOf(tokens, facts);
  if (!statement) throw syntaxError(sql, tokens[0]?.at ?? sql.length);
  return statement;
}

/** `SHOW PRIMARY KEYS IN [TABLE] name`. */
function keysOf(tokens: readonly Token[], facts: SessionFacts): Statement | undefined {
  if (!begins(tokens, 'SHOW', 'PRIMARY', 'KEYS', 'IN')) return undefined;
  const names =
    (isWord(tokens[4], 'TABLE') ? namesIn(tokens.slice(5), 3) : undefined) ?? namesIn(tokens.slice(4), 3);
  if (!names) return undefined;
  const [table = '', schema = facts.schema] = names.toReversed();
  return { kind: 'primary-keys', table: { schema, table } };
}

/** `ALTER SESSION SET name = value …`, `ALTER SESSION UNSET name …`, `USE SECONDARY ROLES …`. */
function settingOf(tokens: readonly Token[]): Statement | undefined {
  if (begins(tokens, 'USE', 'SECONDARY', 'ROLES')) return { kind: 'ignored' };
  if (!begins(tokens, 'ALTER', 'SESSION') || !isWord(tokens[2], 'SET', 'UNSET')) return undefined;
  const settings = settingsOf(tokens.slice(2));
  return settings.length > 0 ? { kind: 'settings', settings } : { kind: 'ignored' };
}

/** `USE [DATABASE | SCHEMA | WAREHOUSE | ROLE] name`. */
function useOf(tokens: readonly Token[]): Statement | undefined {
  if (!begins(tokens, 'USE')) return undefined;
  const [, what] = tokens;
  const isPlace = isWord(what, ...PLACES) && tokens.length > 2;
  const names = namesIn(tokens.slice(isPlace ? 2 : 1), 2);
  if (!names) return undefined;
  if (isPlace && isWord(what, 'WAREHOUSE', 'ROLE')) return { kind: 'ignored' };
  if (names.some((name) => name.length > LONGEST_NAME)) throw nothingToUse();
  const [first = '', second] = names;
  if (second !== undefined) return { kind: 'use', database: first, schema: second };
  return isPlace && isWord(what, 'SCHEMA')
    ? { kind: 'use', schema: first }
    : { kind: 'use', database: first };
}

function queryOf(tokens: readonly Token[], facts: SessionFacts): Statement | undefined {
  if (
    !isWord(
      tokens.find((token) => !isSign(token, '(')),
      'SELECT',
      'WITH',
    )
  )
    return undefined;
  const columns = selectList(tokens);
  return { kind: 'select', sql: translate(tokens, facts), ...(columns && { columns }) };
}

function begins(tokens: readonly Token[], ...words: readonly string[]): boolean {
  return words.every((word, index) => isWord(tokens[index], word));
}

/** The parts of a name with dots, as stored, if that is all there is. */
function namesIn(tokens: readonly Token[], most: number): readonly string[] | undefined {
  const isQualified = tokens.every((token, index) => (index % 2 === 0 ? isName(token) : isSign(token, '.')));
  if (!isQualified || tokens.length % 2 === 0 || tokens.length >= 2 * most) return undefined;
  return tokens.filter((_, index) => index % 2 === 0).map(({ source }) => storedName(source));
}
