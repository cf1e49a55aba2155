import pg from 'pg';
import type { Row } from './query.ts';

export interface PostgresRows {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: AsyncGenerator<Row>;
}

/**
 * Runs a statement whose rows are given as they are read. The connection is paused meanwhile, so that what is in memory is
 * one piece of what came, however many rows there are.
 */
export async function readRows(client: pg.Client, sql: string): Promise<PostgresRows> {
  const { stream } = client.connection;
  let waiting: Row[] = [];
  let fields: readonly pg.FieldDef[] = [];
  let isOver = false;
  let failure: unknown;
  let wake = (): void => undefined;

  const query = client.query(alone(sql));
  query.on('row', (row: Row, result) => {
    fields = result?.fields ?? fields;
    waiting.push(row);
    stream.pause();
    wake();
  });
  query.on('end', (result) => {
    fields = result.fields;
    isOver = true;
    wake();
  });
  query.on('error', (error) => {
    failure = error;
    isOver = true;
    wake();
  });
  const more = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (waiting.length > 0 || isOver) resolve();
      else stream.resume();
    });

  await more();
  if (waiting.length === 0 && failure !== undefined) throw failure;
  return { fields, rows: rows() };

  async function* rows(): AsyncGenerator<Row> {
    for (;;) {
      const piece = waiting;
      waiting = [];
      yield* piece;
      if (waiting.length > 0) continue;
      if (failure !== undefined) throw failure;
      if (isOver) return;
      await more();
    }
  }
}

/** The extended protocol takes one statement only, whatever quotes a client comes up with. */
function alone(sql: string) {
  const config: pg.QueryArrayConfig & { readonly queryMode: 'extended' } = {
    text: sql,
    rowMode: 'array',
    queryMode: 'extended',
  };
  return new pg.Query<never>(config as pg.QueryConfig);
}
