import { primaryKeysSql } from './catalog-sql.ts';
import { errorFromDatabase } from './database-errors.ts';
import { nothingToUse } from './errors.ts';
import { quoteLiteral, shownName } from './identifier.ts';
import { presentValue } from './present-value.ts';
import type { Query, QueryResult } from './query.ts';
import { type RowType, rowTypesOf } from './row-type.ts';
import { columnName } from './select-list.ts';
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
      return present(await ask(query, statement.sql, schema), 'select', statement.columns);
    case 'primary-keys':
      return present(await ask(query, primaryKeysSql(statement.table, shownName(database)), schema), 'show');
    case 'use':
      if (statement.schema !== undefined && !(await hasSchema(query, statement.schema))) throw nothingToUse();
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

/** Any database is taken, since there is one; its schemas are PostgreSQL's. */
async function hasSchema(query: Query, schema: string): Promise<boolean> {
  const sql = `SELECT 1 FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}`;
  return (await ask(query, sql, schema)).rows.length > 0;
}

/** @param columns what a query asked for, as written. All other statements show names as they are. */
function present(
  result: QueryResult,
  kind: keyof typeof STATEMENT_TYPES,
  columns: readonly string[] = [],
): StatementResult {
  const { fields, rows } = result;
  const written = columns.length === fields.length ? columns : [];
  const rowtype = rowTypesOf(result, (stored, column) =>
    kind === 'select' ? columnName(written[column], stored) : stored,
  );
  return {
    rowtype,
    rowset: rows.map((row) =>
      rowtype.map(({ type }, column) => presentValue(type, row[column] ?? null, fields[column]?.type)),
    ),
    statementTypeId: STATEMENT_TYPES[kind],
  };
}
