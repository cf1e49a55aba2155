import { primaryKeysSql } from './catalog-sql.ts';
import { errorFromDatabase } from './errors.ts';
import { shownName } from './identifier.ts';
import { presentValue } from './present-value.ts';
import type { Query, QueryResult } from './query.ts';
import { type RowType, rowTypesOf } from './row-type.ts';
import type { SnowflakeSession } from './sessions.ts';
import { parseStatement } from './statement.ts';

/** Kinds of statements as the drivers know them: a query, `SHOW`, everything else. */
const STATEMENT_TYPES = { select: 0x1000, show: 0x6100, other: 0x4000 } as const;

export interface StatementResult {
  readonly rowtype: readonly RowType[];
  readonly rowset: readonly (readonly (string | null)[])[];
  readonly statementTypeId: number;
}

/** @throws SnowflakeError for a statement that cannot be read or that the database refuses */
export async function runStatement(
  sql: string,
  session: SnowflakeSession,
  query: Query,
): Promise<StatementResult> {
  const { database, schema } = session;
  const statement = parseStatement(sql, session);
  switch (statement.kind) {
    case 'select':
      return present(await ask(query, statement.sql, schema), 'select');
    case 'primary-keys':
      return present(await ask(query, primaryKeysSql(statement.table, shownName(database)), schema), 'show');
    case 'use':
      session.database = statement.database ?? session.database;
      session.schema = statement.schema ?? session.schema;
      return DONE;
    case 'ignored':
      return DONE;
  }
}

/** What Snowflake answers to a statement without rows. */
const DONE: StatementResult = present(
  { fields: [{ name: 'status', type: 'text' }], rows: [['Statement executed successfully.']] },
  'other',
);

async function ask(query: Query, sql: string, schema: string): Promise<QueryResult> {
  try {
    return await query(sql, schema);
  } catch (error) {
    throw errorFromDatabase(error as Error, sql);
  }
}

function present(result: QueryResult, kind: keyof typeof STATEMENT_TYPES): StatementResult {
  const rowtype = rowTypesOf(result, kind === 'select' ? 'capitals' : 'as stored');
  const types = rowtype.map(({ type }) => type);
  return {
    rowtype,
    rowset: result.rows.map((row) => types.map((type, column) => presentValue(type, row[column] ?? null))),
    statementTypeId: STATEMENT_TYPES[kind],
  };
}
