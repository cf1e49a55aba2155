import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '../../core/playground-error.ts';
import type { Terminal } from '../terminal.ts';
import type { Sdk } from './find-sdk.ts';

const exec = promisify(execFile);

export interface TableCount {
  readonly rows: number;
  /** Of these, those written since a time. */
  readonly written: number;
  /** Of these, those that are marked as deleted. */
  readonly deleted: number;
}

/** By the name of the table. */
export type TableCounts = Readonly<Record<string, TableCount>>;

/** `-c COUNT FILE SINCE`: the tables of a destination as JSON. A table that only its schema made has no columns of Fivetran's. */
const COUNT = `
import json, os, sys
import duckdb

file, since = sys.argv[1], int(sys.argv[2])
tables = {}
if os.path.exists(file):
    with duckdb.connect(file, read_only=True) as database:
        # A query that takes long on a busy machine would draw a bar among what is printed here.
        database.execute("SET enable_progress_bar = false")
        columns = database.execute(
            "SELECT table_name, list(column_name) FROM information_schema.columns "
            "WHERE table_schema = 'tester' GROUP BY table_name ORDER BY table_name"
        ).fetchall()
        for table, names in columns:
            written = f"epoch_ms(_fivetran_synced) >= {since}" if "_fivetran_synced" in names else "false"
            deleted = "_fivetran_deleted" if "_fivetran_deleted" in names else "false"
            quoted = table.replace('"', '""')
            tables[table] = dict(zip(("rows", "written", "deleted"), database.execute(
                f'SELECT count(*), count(*) FILTER ({written}), count(*) FILTER ({deleted}) FROM tester."{quoted}"'
            ).fetchone()))
print(json.dumps(tables))
`;

/**
 * Counts what is in the destination of a project.
 *
 * @param since ms since 1970: rows that were written then or later count as written
 * @param env what the connector was run with
 */
export async function countTables(
  { python }: Sdk,
  project: string,
  since: number,
  env: Terminal['env'],
): Promise<TableCounts> {
  const argv = ['-c', COUNT, path.join(project, 'files/warehouse.db'), String(since)];
  const { stdout } = await exec(python, argv, { env });
  return JSON.parse(stdout) as TableCounts;
}

/** What a project's syncs have left to go on from; undefined when none came so far. */
export async function readState(project: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path.join(project, 'files/state.json'), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
