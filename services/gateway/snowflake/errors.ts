/**
 * An error as Snowflake tells it: HTTP 200, `success: false`, and a code of six digits.
 *
 * Codes are those that the drivers know (snowflake-connector-python, `errorcode.py` and `network.py`).
 */
export class SnowflakeError extends Error {
  override readonly name = 'SnowflakeError';
  readonly code: string;
  readonly sqlState: string | null;

  constructor(code: string, message: string, sqlState: string | null = null) {
    super(message);
    this.code = code;
    this.sqlState = sqlState;
  }
}

export const wrongLogin = (): SnowflakeError =>
  new SnowflakeError('390100', 'Incorrect username or password was specified.', '08001');

export const noSession = (): SnowflakeError =>
  new SnowflakeError(
    '390111',
    'Session no longer exists.  New login required to access the service.',
    '08001',
  );

export const badRequest = (what: string): SnowflakeError =>
  new SnowflakeError('390400', `Bad request; ${what}`);

export const severalStatements = (count: number): SnowflakeError =>
  new SnowflakeError(
    '000008',
    `Actual statement count ${count} did not match the desired statement count 1.`,
    '0A000',
  );

export const bindingsUnsupported = (): SnowflakeError =>
  new SnowflakeError(
    '002099',
    'SQL compilation error: the playground takes values in the statement itself, not as server-side bindings.',
    '42601',
  );

/** @param position counts characters from 0 */
export function syntaxError(sql: string, position: number): SnowflakeError {
  const before = sql.slice(0, position).split('\n');
  const word = /^\s*("[^"]*"|\w+|\S)/.exec(sql.slice(position))?.[1] ?? '<EOF>';
  return new SnowflakeError(
    '001003',
    `SQL compilation error:\nsyntax error line ${before.length} at position ${(before.at(-1) ?? '').length} unexpected '${word}'.`,
    '42000',
  );
}

const databaseUnreachable = (message: string): SnowflakeError =>
  new SnowflakeError(
    '000603',
    `SQL execution internal error: the database behind this account does not answer: ${message}`,
    'XX000',
  );

interface DatabaseFailure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly position?: unknown;
}

/** What Snowflake would have said where PostgreSQL refuses a statement; the text is `sql` as PostgreSQL got it. */
export function errorFromDatabase(failure: DatabaseFailure, sql: string): SnowflakeError {
  const message = String(failure.message);
  // Whatever has no SQLSTATE never reached the database.
  if (!/^(?=.*\d)[0-9A-Z]{5}$/.test(String(failure.code))) return databaseUnreachable(message);
  const name = (/"([^"]+)"/.exec(message)?.[1] ?? '').toUpperCase();
  switch (failure.code) {
    case '42P01': // undefined_table
    case '3F000': // invalid_schema_name
    case '0A000': // cross-database references are not implemented
      return new SnowflakeError(
        '002003',
        `SQL compilation error:\nObject '${name}' does not exist or not authorized.`,
        '42S02',
      );
    case '42703': // undefined_column
      return new SnowflakeError(
        '000904',
        `SQL compilation error: error line 1\ninvalid identifier '${name}'`,
        '42000',
      );
    case '42601': // syntax_error
      return syntaxError(sql, Number(failure.position ?? 1) - 1);
    default:
      return new SnowflakeError('001003', `SQL compilation error:\n${message}`, '42000');
  }
}
