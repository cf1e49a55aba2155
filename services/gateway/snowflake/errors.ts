import { cutText, LONGEST_QUOTE } from '../../../core/cut-text.ts';

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

export const sessionExpired = (): SnowflakeError =>
  new SnowflakeError('390112', 'Your session has expired. Please login again.', '08001');

/** Of a SQLSTATE that a fault plan asks for. A statement that takes too long has a code of its own. */
export const plannedFailure = (
  sqlState: string,
  message = `SQL execution error: SQLSTATE ${sqlState}, as the fault plan has it.`,
): SnowflakeError => new SnowflakeError(sqlState === '57014' ? '000630' : '000603', message, sqlState);

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

const BLANKS = /\s*/y;
const WORD = /\w+/y;

/** @param position counts characters from 0 */
export function syntaxError(sql: string, position: number): SnowflakeError {
  BLANKS.lastIndex = position;
  BLANKS.exec(sql);
  const start = BLANKS.lastIndex;
  WORD.lastIndex = start;
  const end = WORD.exec(sql) ? WORD.lastIndex : endOfSign(sql, start);
  const word = start === sql.length ? '<EOF>' : cutText(sql.slice(start, end), LONGEST_QUOTE);
  const before = sql.slice(0, position);
  const line = before.split('\n').length;
  return new SnowflakeError(
    '001003',
    `SQL compilation error:\nsyntax error line ${line} at position ${position - before.lastIndexOf('\n') - 1} unexpected '${word}'.`,
    '42000',
  );
}

/** A name in quotes is one. */
function endOfSign(sql: string, start: number): number {
  const end = sql[start] === '"' ? sql.indexOf('"', start + 1) : -1;
  return (end === -1 ? start : end) + 1;
}

/** A client, or the end of its session, asked for it. */
export const statementCanceled = (): SnowflakeError =>
  new SnowflakeError('000604', 'SQL execution canceled', '57014');

export const statementTimedOut = (seconds: number): SnowflakeError =>
  new SnowflakeError(
    '000630',
    `Statement reached its statement or warehouse timeout of ${seconds} second(s) and was canceled.`,
    '57014',
  );

export const nothingToCancel = (): SnowflakeError =>
  new SnowflakeError('000605', 'Identified SQL statement is not currently executing.', '02000');

export const tooManyStatements = (most: number): SnowflakeError =>
  new SnowflakeError(
    '000625',
    `Statement has been aborted: ${most} statements run or wait already. Try again when some have ended.`,
    '57014',
  );

export const rowTooLarge = (bytes: number): SnowflakeError =>
  new SnowflakeError(
    '100082',
    `Max LOB size (16777216) exceeded, actual size of the row is ${bytes}.`,
    '22000',
  );

export const statementTooLong = (bytes: number, mostBytes: number): SnowflakeError =>
  new SnowflakeError(
    '001003',
    `SQL compilation error:\nthe statement has ${bytes} bytes; the limit is ${mostBytes}.`,
    '54000',
  );

export const invalidParameter = (name: string, value: string): SnowflakeError =>
  new SnowflakeError(
    '001008',
    `SQL compilation error:\ninvalid value [${cutText(value, LONGEST_QUOTE)}] for parameter '${name}'`,
    '22023',
  );

/** A query names a table, or something else that has rows. */
export const unknownObject = (name: string): SnowflakeError =>
  new SnowflakeError(
    '002003',
    `SQL compilation error:\nObject '${name}' does not exist or not authorized.`,
    '42S02',
  );

/** A statement other than a query names something. */
export const nothingToUse = (): SnowflakeError =>
  new SnowflakeError(
    '002043',
    'SQL compilation error:\nObject does not exist, or operation cannot be performed.',
    '02000',
  );

export const unknownColumn = (name: string): SnowflakeError =>
  new SnowflakeError('000904', `SQL compilation error: error line 1\ninvalid identifier '${name}'`, '42000');

export const unknownFunction = (name: string): SnowflakeError =>
  new SnowflakeError('002140', `SQL compilation error:\nUnknown function ${name}`, '42601');

export const notGrouped = (name: string): SnowflakeError =>
  new SnowflakeError(
    '000979',
    `SQL compilation error:\n[${name}] is not a valid group by expression`,
    '42601',
  );

export const dividedByZero = (): SnowflakeError => new SnowflakeError('100051', 'Division by zero', '22012');

const NUMERIC_TYPES = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

/** A value of the wrong form for its type, which PostgreSQL names. Undefined for a type that Snowflake has no words for. */
export function unrecognized(type = '', value = ''): SnowflakeError | undefined {
  const refusal = unrecognizedAs(type);
  if (!refusal) return undefined;
  const [code, what, sqlState] = refusal;
  return new SnowflakeError(code, `${what} '${value}' is not recognized`, sqlState);
}

function unrecognizedAs(type: string): readonly [code: string, what: string, sqlState: string] | undefined {
  if (type === 'boolean') return ['100037', 'Boolean value', '22018'];
  if (type === 'date') return ['100040', 'Date', '22007'];
  if (type.startsWith('timestamp')) return ['100035', 'Timestamp', '22007'];
  if (type.startsWith('time')) return ['100108', 'Time', '22007'];
  return NUMERIC_TYPES.includes(type) ? ['100038', 'Numeric value', '22018'] : undefined;
}

export const databaseUnreachable = (message: string): SnowflakeError =>
  new SnowflakeError(
    '000603',
    `SQL execution internal error: the database behind this account does not answer: ${message}`,
    'XX000',
  );

/** An error without a separate code here; the text is PostgreSQL's. */
export const otherFailure = (message: string): SnowflakeError =>
  new SnowflakeError('001003', `SQL compilation error:\n${message}`, '42000');
