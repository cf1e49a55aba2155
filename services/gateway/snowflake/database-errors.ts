import {
  databaseUnreachable,
  dividedByZero,
  notGrouped,
  otherFailure,
  type SnowflakeError,
  syntaxError,
  unknownColumn,
  unknownFunction,
  unknownObject,
  unrecognized,
} from './errors.ts';

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
  const quoted = /"([^"]*)"/.exec(message)?.[1] ?? '';
  switch (failure.code) {
    case '42P01': // undefined_table
    case '3F000': // invalid_schema_name
    case '0A000': // cross-database references are not implemented
      return unknownObject(quoted.toUpperCase());
    case '42703': // undefined_column
      return unknownColumn(quoted.toUpperCase());
    case '42883': // undefined_function; an operator has no parenthesis
      return message.includes('(')
        ? unknownFunction((/^function ([^(]+)\(/.exec(message)?.[1] ?? '').toUpperCase())
        : otherFailure(message);
    case '42803': // grouping_error
      return quoted === '' ? otherFailure(message) : notGrouped(quoted.toUpperCase());
    case '22012': // division_by_zero
      return dividedByZero();
    case '22P02': // invalid_text_representation
    case '22007': // invalid_datetime_format
      return unrecognized(/ for type ([a-z ]+)/.exec(message)?.[1] ?? '', quoted);
    case '42601': // syntax_error
      return syntaxError(sql, Number(failure.position ?? 1) - 1);
    default:
      return otherFailure(message);
  }
}
