import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { isoOf } from './client.ts';
import { type Database, openDatabase, PAGE, type Person } from './database.ts';
import { before, MINUTE, type Mutant } from './mutant.ts';
import { kept, newestOf, readGone, TABLE, walkPeople, writePeople } from './people-table.ts';

const HOUR = 60 * MINUTE;

/** What one sync does with the database; what is gone has been read before it. */
type Read = (run: SyncRun, database: Database) => Promise<void>;

const withGone =
  (read: Read): SyncFunction =>
  async (run) => {
    await using database = await openDatabase(run);
    await readGone(run, database);
    await read(run, database);
  };

/** All that is later than the newest time, in one answer. */
const strictlyLater: Read = async (run, database) => {
  const state = kept(run);
  const rows = await (state.cursor === undefined
    ? database.rows(`SELECT * FROM ${TABLE}`)
    : database.rows(`SELECT * FROM ${TABLE} WHERE last_updated > $1`, [state.cursor]));
  writePeople(run, rows);
  const newer = newestOf(rows, state.cursor);
  if (newer !== undefined) state.cursor = newer;
};

/** From the cursor on; the next one follows from the newest time. */
const keysetFrom =
  (next: (newest: string) => string, since = (cursor?: string) => cursor): Read =>
  async (run, database) => {
    const state = kept(run);
    let newer = state.cursor;
    await walkPeople(database, since(state.cursor), (rows) => {
      writePeople(run, rows);
      newer = newestOf(rows, newer);
    });
    if (newer !== undefined) state.cursor = next(newer);
  };

async function maxOf(database: Database): Promise<string | undefined> {
  const [row] = await database.rows<{ max: string | null }>(`SELECT max(last_updated) FROM ${TABLE}`);
  return row?.max ?? undefined;
}

/** The bound is read when the rows have been. */
const boundApart: Read = async (run, database) => {
  const state = kept(run);
  await walkPeople(database, state.cursor, (rows) => writePeople(run, rows));
  const bound = await maxOf(database);
  if (bound !== undefined) state.cursor = bound;
};

/** Saves the newest time before it has read the rows. */
const stateBeforeRows: Read = async (run, database) => {
  const state = kept(run);
  const since = before(state.cursor);
  const bound = await maxOf(database);
  if (bound !== undefined) state.cursor = bound;
  run.checkpoint();
  await walkPeople(database, since, (rows) => writePeople(run, rows));
};

/** What the first page has been told by `count(*)`; a page that cannot be read has no rows. */
const byOffset =
  (isNoPage: (error: Error & { readonly code?: string }) => boolean, hasEnd = false): Read =>
  async (run, database) => {
    const state = kept(run);
    const since = before(state.cursor) ?? '2000-01-01T00:00:00Z';
    const where = `FROM ${TABLE} WHERE last_updated >= $1`;
    const [{ count = 0 } = {}] = await database.rows<{ count: number }>(
      `SELECT count(*)::int AS count ${where}`,
      [since],
    );
    for (let offset = 0; offset < count; offset += PAGE) {
      await using once = await openDatabase(run, 1);
      const page = await once
        .rows(`SELECT * ${where} ORDER BY last_updated, id LIMIT ${PAGE} OFFSET ${offset}`, [since])
        .catch((error: Error) => {
          if (!isNoPage(error)) throw error;
          return undefined;
        });
      if (page === undefined && hasEnd) return;
      writePeople(run, page ?? []);
      const newer = newestOf(page ?? [], state.cursor);
      if (newer !== undefined) state.cursor = newer;
    }
  };

/** SQLSTATE says that it is an error of the server; what breaks off has none. */
const isOfServer = ({ code }: { readonly code?: string }): boolean => code !== undefined;

/** What the list does not have that ends with the first error is marked. */
const deletesByAbsence: Read = async (run, database) => {
  delete kept(run).cursor;
  run.destination.truncate(TABLE);
  await byOffset(isOfServer, true)(run, database);
};

/** The columns of the day on which it was written. */
const knownColumns: Read = async (run, database) => {
  const state = kept(run);
  const since = before(state.cursor) ?? '2000-01-01T00:00:00Z';
  const rows = await database.rows<Person>(
    `SELECT id, name, email, address, balance, is_active, profile, created_at, last_updated FROM ${TABLE} WHERE last_updated >= $1`,
    [since],
  );
  writePeople(run, rows);
  const newer = newestOf(rows, state.cursor);
  if (newer !== undefined) state.cursor = newer;
};

/** Goes back far enough for all but what has no new stamp. */
const overlapping = keysetFrom(
  (newest) => newest,
  (cursor) => before(cursor),
);

const later = (ms: number) => (newest: string) => isoOf(Date.parse(newest) + ms);

function roundedUp(newest: string): string {
  return isoOf(Math.ceil(Date.parse(newest) / MINUTE) * MINUTE);
}

/** Connectors of the database, each with one bug. */
export const OF_STATEMENTS: readonly Mutant[] = [
  { scenario: 'same-second-later', sync: withGone(strictlyLater) },
  { scenario: 'max-then-read', sync: withGone(boundApart) },
  { scenario: 'rounded-cursor', sync: withGone(keysetFrom(roundedUp)) },
  { scenario: 'late-commit', sync: withGone(keysetFrom((newest) => newest)) },
  { scenario: 'zone-of-filter', sync: withGone(keysetFrom(later(2 * HOUR))) },
  {
    scenario: 'no-stamp',
    sync: withGone(
      keysetFrom(
        (newest) => newest,
        (cursor) => before(cursor) ?? '2000-01-01T00:00:00Z',
      ),
    ),
  },
  { scenario: 'silent-change', sync: withGone(overlapping) },
  { scenario: 'rows-move-under-offset', sync: withGone(byOffset(() => false)) },
  { scenario: 'error-is-the-end', sync: withGone(byOffset(isOfServer)) },
  { scenario: 'state-before-rows', sync: withGone(stateBeforeRows) },
  { scenario: 'cut-body', sync: withGone(byOffset((error) => !isOfServer(error))) },
  {
    scenario: 'deletes-unseen',
    async sync(run) {
      await using database = await openDatabase(run);
      await overlapping(run, database);
    },
  },
  { scenario: 'wrong-deletes', sync: withGone(deletesByAbsence) },
  { scenario: 'no-key', sync: withGone(overlapping), keys: { [TABLE]: [] } },
  { scenario: 'drift', sync: withGone(knownColumns) },
];
