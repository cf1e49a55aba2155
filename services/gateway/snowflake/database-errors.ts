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
import { shownName } from './identifier.ts';

interface DatabaseFailure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly position?: unknown;
  readonly severity?: unknown;
}

/** What Snowflake would have said where PostgreSQL refuses a statement; the text is `sql` as PostgreSQL got it. */
export function errorFromDatabase(failure: DatabaseFailure, sql: string): SnowflakeError {
  const message = String(failure.message);
  // An error of the connection has none, and what is fatal to a session says nothing of its statement.
  if (failure.severity !== 'ERROR') return databaseUnreachable(message);
  if (failure.code === '42601') return syntaxError(sql, Number(failure.position ?? 1) - 1);
  return errorOf(String(failure.code), message) ?? otherFailure(message);
}

/** Undefined if Snowflake has no text for it, or PostgreSQL's text is not one that is known here. */
function errorOf(code: string, message: string): SnowflakeError | undefined {
  switch (code) {
    case '42P01': // undefined_table
    case '3F000': // invalid_schema_name
      return named(quotedIn(message), unknownObject);
    case '0A000': // feature_not_supported, of which this is one
      return message.startsWith('cross-database references')
        ? named(quotedIn(message), unknownObject)
        : undefined;
    case '42703': // undefined_column, in quotes only where nothing stands before it
      return named(/^column "?(.*?)"? does not exist$/s.exec(message)?.[1], unknownColumn);
    case '42883': // undefined_function; types have no parentheses
      return named(/^function (.*)\([^()]*\) does not exist$/s.exec(message)?.[1], unknownFunction);
    case '42803': // grouping_error
      return named(quotedIn(message), notGrouped);
    case '22012': // division_by_zero
      return dividedByZero();
    case '22P02': // invalid_text_representation
    case '22007': // invalid_datetime_format
      return unrecognized(/^invalid input syntax for type ([a-z ]+): /.exec(message)?.[1], quotedIn(message));
    default:
      return undefined;
  }
}

function named(
  stored: string | undefined,
  refuse: (name: string) => SnowflakeError,
): SnowflakeError | undefined {
  return stored === undefined ? undefined : refuse(shownName(stored));
}

/** What a message has in quotes. PostgreSQL does not double those within a name, and each of these has one name only. */
function quotedIn(message: string): string | undefined {
  const start = message.indexOf('"');
  const end = message.lastIndexOf('"');
  return start < end ? message.slice(start + 1, end) : undefined;
}
