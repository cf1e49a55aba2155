import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { RedshiftEndpoints } from '../../../services/redshift/endpoints.ts';
import type { Question } from './question.ts';

export const redshiftQuestions: readonly Question<RedshiftEndpoints>[] = [
  ['tickit.sales', (endpoints) => rowsOf(endpoints, 'SELECT * FROM tickit.sales ORDER BY 1')],
  ['testers.customers', (endpoints) => rowsOf(endpoints, 'SELECT * FROM testers.customers ORDER BY 1')],
  [
    'a table that is not there',
    (endpoints) => rowsOf(endpoints, 'SELECT * FROM no_such_table').catch(present),
  ],
  ['a wrong password', (endpoints) => rowsOf({ ...endpoints, password: 'wrong' }, 'SELECT 1').catch(present)],
];

/** The rows of one query, over TLS that is checked. */
async function rowsOf(endpoints: RedshiftEndpoints, sql: string): Promise<unknown[]> {
  const { host, port, database, user, password, caFile } = endpoints;
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password,
    ssl: { ca: await readFile(caFile, 'utf8') },
  });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function present({ code, message }: { code: string; message: string }): unknown {
  return { code, message };
}
