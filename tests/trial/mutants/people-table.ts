import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import type { VerifyFile } from '../../../verify/mapping/verify-file.ts';
import { type Database, openDatabase, PAGE, type Person } from './database.ts';
import { before } from './mutant.ts';

/** The largest table of the database, with one column of every kind. */
export const TABLE = 'people';
export const OF_PEOPLE: VerifyFile = { tables: { [TABLE]: { source: 'public.people' } } };

/** What connectors of the database keep. */
interface Kept {
  cursor?: string;
  /** Where the cursor was when everything was read. */
  full?: string;
  highest?: number;
  columns?: string;
}

const FULL_AFTER_MS = 30 * 60_000;

export function kept(run: SyncRun): Kept {
  return run.state as Kept;
}

export function writePeople(run: SyncRun, rows: readonly Person[]): void {
  for (const row of rows) run.destination.upsert(TABLE, { ...row });
}

export function newestOf(rows: readonly Person[], known?: string): string | undefined {
  return rows.reduce<string | undefined>(
    (found, { last_updated: at }) => (at !== null && (found === undefined || at > found) ? at : found),
    known,
  );
}

/** Ids that nobody has, of those that have been given: a delete of a row that never was does nothing. */
export async function readGone(run: SyncRun, database: Database): Promise<void> {
  const state = kept(run);
  const [{ highest = 0 } = {}] = await database.rows<{ highest: number }>(
    `SELECT max(id) AS highest FROM ${TABLE}`,
  );
  state.highest = Math.max(state.highest ?? 0, highest);
  const gone = await database.rows<{ id: number }>(
    `SELECT id FROM generate_series(1, $1::int) AS id WHERE NOT EXISTS (SELECT FROM ${TABLE} WHERE ${TABLE}.id = id.id)`,
    [state.highest],
  );
  for (const { id } of gone) run.destination.delete(TABLE, { id });
}

/** In the order of stamps and keys, from a time on; what has no stamp is not among it if there is one. */
export async function walkPeople(
  database: Database,
  since: string | undefined,
  take: (rows: readonly Person[]) => void,
): Promise<void> {
  const first = since === undefined ? '' : 'WHERE last_updated >= $2';
  let page = await database.rows(
    `SELECT * FROM ${TABLE} ${first} ORDER BY last_updated, id LIMIT $1`,
    since === undefined ? [PAGE] : [PAGE, since],
  );
  for (;;) {
    take(page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || last.last_updated === null) return;
    page = await database.rows(
      `SELECT * FROM ${TABLE} WHERE (last_updated, id) > ($2, $3) ORDER BY last_updated, id LIMIT $1`,
      [PAGE, last.last_updated, last.id],
    );
  }
}

/** What is new since a while before the cursor, everything now and then, what has no stamp, and what is gone. */
const keyset: SyncFunction = async (run) => {
  await using database = await openDatabase(run);
  const state = kept(run);
  await readGone(run, database);
  const { cursor, columns } = state;
  const [shape] = await database.rows(`SELECT * FROM ${TABLE} LIMIT 1`);
  state.columns = Object.keys(shape ?? {}).join();
  const read = async (since: string | undefined): Promise<void> =>
    await walkPeople(database, since, (rows) => {
      writePeople(run, rows);
      const newer = newestOf(rows, state.cursor);
      if (newer !== undefined) state.cursor = newer;
    });
  if (cursor !== undefined) await read(before(cursor));
  const since = Date.parse(state.cursor ?? '') - Date.parse(state.full ?? '');
  if (cursor === undefined || state.columns !== columns || since > FULL_AFTER_MS) {
    await read(undefined);
    if (state.cursor !== undefined) state.full = state.cursor;
  }
  writePeople(run, await database.rows(`SELECT * FROM ${TABLE} WHERE last_updated IS NULL`));
};

/** All rows, by a cursor of the server, as they were at one instant. */
const fullByCursor: SyncFunction = async (run) => {
  await using database = await openDatabase(run, 1);
  run.destination.truncate(TABLE);
  await database.rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await database.rows(`DECLARE everybody CURSOR FOR SELECT * FROM ${TABLE}`);
  for (;;) {
    const rows = await database.rows(`FETCH FORWARD ${PAGE} FROM everybody`);
    writePeople(run, rows);
    if (rows.length < PAGE) break;
  }
  await database.rows('COMMIT');
};

/** Connectors of the database that lose nothing. */
export const RIGHT_OF_DATABASE: Readonly<Record<string, SyncFunction>> = {
  'keyset of a database with an overlap': keyset,
  'full refresh by a cursor of a database': fullByCursor,
};
