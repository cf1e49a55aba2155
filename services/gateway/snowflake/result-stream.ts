import { randomUUID } from 'node:crypto';
import { SnowflakeError } from './errors.ts';
import type { StatementResult } from './run-statement.ts';

/** Written at once: a piece for each row would cost more than the row. */
const PIECE_LENGTH = 32_768;

interface StreamOptions {
  /** Whether only the columns are asked for. */
  readonly describeOnly: boolean;
  /** Told why the statement failed after it had begun. */
  readonly onError: (code: string) => void;
  /** What else is told of the statement, when it has ended. */
  readonly more: () => Readonly<Record<string, unknown>>;
}

/**
 * The answer to a query as JSON, piece by piece, so that it may have any number of rows. What is known only at the
 * end comes after the rows: counts, columns, and whether it went well.
 */
export async function* streamResult(
  result: StatementResult,
  { describeOnly, onError, more }: StreamOptions,
): AsyncGenerator<string> {
  let total = 0;
  let piece = '{"data":{"rowset":[';
  try {
    for await (const row of result.rows()) {
      if (describeOnly) continue;
      piece += (total === 0 ? '' : ',') + JSON.stringify(row);
      total += 1;
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
  } catch (error) {
    if (!(error instanceof SnowflakeError)) throw error;
    onError(error.code);
    const { data, ...rest } = presentError(error);
    yield `${piece}],${members(data)}},${members(rest)}}`;
    return;
  }
  const { rowtype, statementTypeId } = result;
  const data = { rowtype, total, returned: total, statementTypeId, ...more() };
  yield `${piece}],${members(data)}},${members({ code: null, message: null, success: true })}}`;
}

/** How Snowflake refuses; with status 200, too. */
export function presentError({ code, message, sqlState }: SnowflakeError) {
  return {
    data: { errorCode: code, sqlState, queryId: randomUUID(), internalError: false, type: 'COMPILATION' },
    code,
    message,
    success: false,
    headers: null,
  };
}

/** The members of an object in JSON, without its braces. */
function members(values: object): string {
  return JSON.stringify(values).slice(1, -1);
}
