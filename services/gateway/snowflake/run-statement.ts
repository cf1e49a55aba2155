import { primaryKeysSql } from './catalog-sql.ts';
import { errorFromDatabase } from './database-errors.ts';
import { nothingToUse, rowTooLarge, SnowflakeError } from './errors.ts';
import { quoteLiteral, shownName } from './identifier.ts';
import { RowTooLarge } from './postgres-message-limit.ts';
import { ResultPresenter } from './present-result.ts';
import type { Query, QueryResult, Row } from './query.ts';
import type { RowType } from './row-type.ts';
import type { SnowflakeSession } from './sessions.ts';
import { parseStatement } from './statement.ts';

/** Kinds of statements as the drivers know them: a query, `SHOW`, everything else. */
const STATEMENT_TYPES = { select: 0x1000, show: 0x6100, other: 0x4000 } as const;

export interface StatementResult {
  readonly statementTypeId: number;
  /** To be read once. @throws SnowflakeError for what the database refuses when it has begun */
  rows(): AsyncIterable<Row>;
  /** After the last row. */
  readonly rowtype: readonly RowType[];
}

/** @throws SnowflakeError for a statement that cannot be read or that the database refuses */
export async function runStatement(
  sql: string,
  session: SnowflakeSession,
  query: Query,
  signal: AbortSignal,
): Promise<StatementResult> {
  const { database, schema } = session;
  const ask: Ask = (text, place = schema) => answerOf(query, text, place, signal);
  const statement = parseStatement(sql, session);
  switch (statement.kind) {
    case 'select':
      return present(await ask(statement.sql), 'select', statement.columns ?? []);
    case 'primary-keys':
      return present(await ask(primaryKeysSql(statement.table, shownName(database))), 'show');
    case 'use':
      if (statement.schema !== undefined && !(await hasSchema(ask, statement.schema))) throw nothingToUse();
      session.database = statement.database ?? session.database;
      session.schema = statement.schema ?? session.schema;
      return done();
    case 'settings':
      for (const { value } of statement.settings) session.statementTimeoutSeconds = value;
      return done();
    case 'ignored':
      return done();
  }
}

/** A result, and how an error is told that comes while its rows are read. */
interface Asked extends QueryResult {
  readonly errorFrom: (failure: unknown) => unknown;
}

type Ask = (sql: string, schema?: string) => Promise<Asked>;

async function answerOf(query: Query, sql: string, schema: string, signal: AbortSignal): Promise<Asked> {
  const errorFrom = (failure: unknown): unknown => {
    if (signal.aborted || failure instanceof SnowflakeError) return failure;
    if (failure instanceof RowTooLarge) return rowTooLarge(failure.bytes);
    return errorFromDatabase(failure as Error, sql);
  };
  try {
    return { ...(await query(sql, schema, signal)), errorFrom };
  } catch (error) {
    throw errorFrom(error);
  }
}

/** What Snowflake answers to a statement without rows. */
function done(): StatementResult {
  const fields = [{ name: 'status', type: 'text' }];
  const rows = [['Statement executed successfully.']];
  return present({ fields, rows, errorFrom: (failure) => failure }, 'other');
}

/** Any database is taken, since there is one; its schemas are PostgreSQL's. */
async function hasSchema(ask: Ask, schema: string): Promise<boolean> {
  const { rows } = await ask(`SELECT 1 FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}`, schema);
  let isFound = false;
  for await (const _ of rows) isFound = true;
  return isFound;
}

function present(
  { fields, rows, errorFrom }: Asked,
  kind: keyof typeof STATEMENT_TYPES,
  columns?: readonly string[],
): StatementResult {
  const presenter = new ResultPresenter(fields, columns);
  return {
    statementTypeId: STATEMENT_TYPES[kind],
    async *rows() {
      try {
        for await (const row of rows) yield presenter.present(row);
      } catch (error) {
        throw errorFrom(error);
      }
    },
    get rowtype() {
      return presenter.rowtype;
    },
  };
}
