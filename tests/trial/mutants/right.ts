import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { ask, isoOf, newest, type Person, read, urlOf } from './client.ts';
import { askBehindLogin, tokenOf } from './login.ts';
import { readTables } from './tables.ts';
import { carefulOffsetWalk, keysetWalk, nextUrlWalk, OFFSET, PAGE, type Take } from './walks.ts';

const MINUTE = 60_000;
/** Longer than any row is late, any clock is ahead and any list is behind. */
const OVERLAP = 10 * MINUTE;
/** Shorter, so that a row that comes back is read again whenever its delete is. */
const DELETES_OVERLAP = 5 * MINUTE;
/** Everything is read again so often, since a change may leave no stamp. */
const FULL_AFTER = 30 * MINUTE;

interface Kept {
  cursor?: string;
  /** When the last sync began, and the last one that has read everything (ms since 1970, by the source). */
  began?: number;
  full?: number;
  columns?: readonly string[];
}

type Walk = (run: SyncRun, since: string | undefined, take: Take) => Promise<void>;

/** What is new since a while before the cursor, by some walk; deletes; rows without a stamp; everything now and then. */
function incremental(walk: Walk): SyncFunction {
  return async (run) => {
    const state = run.state as Kept;
    const { date } = await ask(run, urlOf(run, OFFSET, { limit: 1 }));
    await readDeletes(run, state.began);
    const isFull = state.cursor === undefined || date - (state.full ?? 0) > FULL_AFTER;
    const isComplete = await readRows(run, walk, isFull);
    if (isFull) state.full = date;
    else if (!isComplete) {
      await readRows(run, walk, true);
      state.full = date;
    }
    await readUnstamped(run);
    await readTables(run);
    state.began = date;
  };
}

/** Says whether the rows have the columns that they have always had. */
async function readRows(run: SyncRun, walk: Walk, isFull: boolean): Promise<boolean> {
  const state = run.state as Kept;
  const { cursor, columns } = state;
  const since = isFull || cursor === undefined ? undefined : isoOf(Date.parse(cursor) - OVERLAP);
  let isComplete = true;
  await walk(run, since, (rows) => {
    for (const row of rows) run.destination.upsert('user', row);
    const newer = newest(rows, state.cursor);
    if (newer !== undefined) state.cursor = newer;
    const [first] = rows;
    if (first === undefined) return;
    state.columns = Object.keys(first);
    if (columns && columns.join() !== state.columns.join()) isComplete = false;
  });
  return isComplete;
}

async function readDeletes(run: SyncRun, began: number | undefined): Promise<void> {
  if (began === undefined) return;
  let cursor: string | null | undefined;
  do {
    const from = cursor ? { scroll_param: cursor } : { since: isoOf(began - DELETES_OVERLAP) };
    const { page } = await read(run, urlOf(run, '/incremental/deleted', { ...from, limit: 500 }));
    for (const row of page.data) run.destination.delete('user', row);
    cursor = page.scroll_param;
  } while (cursor);
}

/** In descending order they come first. */
async function readUnstamped(run: SyncRun): Promise<void> {
  for (let offset = 0; ; offset += PAGE) {
    const query = { limit: PAGE, offset, order_by: 'updatedAt', order_type: 'desc' };
    const { page } = await read(run, urlOf(run, OFFSET, query));
    const unstamped = page.data.filter(({ updatedAt }: Person) => updatedAt === null);
    for (const row of unstamped) run.destination.upsert('user', row);
    if (unstamped.length < page.data.length || page.data.length === 0) return;
  }
}

const fullRefresh: SyncFunction = async (run) => {
  run.destination.truncate('user');
  await nextUrlWalk(run, (rows) => {
    for (const row of rows) run.destination.upsert('user', row);
  });
  await readTables(run);
};

/** Reads the first people, which are all that there is behind a login. */
const behindLogin: SyncFunction = async (run) => {
  let answer = await askBehindLogin(run, await tokenOf(run));
  if (answer.status === 401) answer = await askBehindLogin(run, await tokenOf(run));
  if (answer.page === undefined) throw new Error(`Behind the login: ${answer.status}`);
  run.destination.truncate('user');
  for (const row of answer.page.data) run.destination.upsert('user', row);
};

/** Connectors that lose nothing. */
export const RIGHT: Readonly<Record<string, SyncFunction>> = {
  'keyset with an overlap': incremental(keysetWalk),
  'offset with a lookback': incremental(carefulOffsetWalk),
  'full refresh with truncate': fullRefresh,
  'all that is behind a login': behindLogin,
};
