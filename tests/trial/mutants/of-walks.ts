import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { type Answer, ask, isoOf, newest, type Query, read, urlOf } from './client.ts';
import { before, type Mutant, readDeletes, stateOf, write } from './mutant.ts';
import { KEYSET, keysetWalk, OFFSET, orNothing, PAGE, plainOffsetWalk } from './walks.ts';

/** What a walk by cursor makes of a page. */
interface Habits {
  /** Reads a page: how errors are taken. */
  readonly get?: (run: SyncRun, url: string) => Promise<Answer>;
  /** Whether a page is the last one. */
  readonly isEnd?: (answer: Answer) => boolean;
  /** The page from which on its rows are written, from 1. */
  readonly from?: number;
}

const noNext = ({ page }: Answer): boolean => !page?.scroll_param;

/** An incremental walk by cursor from a while before the last sync on, whose habits are the bug. */
function keysetWith({ get = read, isEnd = noNext, from = 1 }: Habits): SyncFunction {
  return async (run) => {
    const state = stateOf(run);
    await readDeletes(run);
    let query: Query = { updated_since: before(state.cursor) };
    for (let number = 1; ; number += 1) {
      const answer = await get(run, urlOf(run, KEYSET, query));
      if (number >= from) write(run, answer.page?.data ?? []);
      if (number === 1) state.cursor = isoOf(answer.date);
      if (isEnd(answer)) return;
      query = { scroll_param: answer.page?.scroll_param ?? undefined };
    }
  };
}

/** By offset with an overlap; the cursor is the newest time. */
function offsetWith(threads: number, get?: (run: SyncRun, url: string) => Promise<Answer>): SyncFunction {
  return async (run) => {
    const state = stateOf(run);
    await readDeletes(run);
    const since = before(state.cursor);
    await plainOffsetWalk(run, { since, threads, ...(get && { get: (url) => get(run, url) }) }, (rows) => {
      write(run, rows);
      const newer = newest(rows, state.cursor);
      if (newer !== undefined) state.cursor = newer;
    });
  };
}

/** Asks until a page has no rows, and takes an error for one. */
const untilNothingComes: SyncFunction = async (run) => {
  await readDeletes(run);
  for (let offset = 0; ; offset += PAGE) {
    const { page } = await read(run, urlOf(run, OFFSET, { limit: PAGE, offset }));
    if (page.data.length === 0) return;
    write(run, page.data);
  }
};

/** What has changed since a while before the last sync, until a page has no rows. */
const untilNothingNew: SyncFunction = async (run) => {
  const state = stateOf(run);
  await readDeletes(run);
  const since = before(state.cursor);
  for (let offset = 0; ; offset += PAGE) {
    const { page, date } = await read(run, urlOf(run, OFFSET, { limit: PAGE, offset, updated_since: since }));
    if (offset === 0) state.cursor = isoOf(date);
    if (page.data.length === 0) return;
    write(run, page.data);
  }
};

/** A page that breaks off is no page. */
const uncut = async (run: SyncRun, url: string): Promise<Answer> => {
  const end = { status: 200, headers: new Headers(), page: { data: [] }, date: Number.NaN };
  const answer = await ask(run, url).catch(() => end);
  run.signal.throwIfAborted();
  if (answer.status !== 200 || answer.page === undefined) throw new Error(`${url}: ${answer.status}`);
  return answer;
};

/** Looks at the status alone. */
const statusAlone = async (run: SyncRun, url: string): Promise<Answer> => {
  const answer = await ask(run, url);
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return answer.page === undefined ? { ...answer, page: { data: [] } } : answer;
};

/** Asks again at once, whatever it is told. */
const atOnce = async (run: SyncRun, url: string): Promise<Answer> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await ask(run, url);
    if (answer.status === 200) return answer;
  }
  throw new Error(`${url} cannot be read.`);
};

/** Does not notice that a page leads to itself. */
const plain = keysetWith({});

/** The first page shows whether the source is there, and the walk goes on after it. */
const probed: SyncFunction = async (run) =>
  keysetWith({ from: stateOf(run).cursor === undefined ? 2 : 1 })(run);

/** By the cursor of a walk that is kept in the state from one page to the next, and left when it is refused. */
const leftWhenRefused = keysetWith({ get: orNothing });

export function ofWalks(threads: number): readonly Mutant[] {
  return [
    { scenario: 'unstable-ties', sync: offsetWith(threads) },
    { scenario: 'rows-move-under-offset', sync: offsetWith(threads) },
    { scenario: 'error-is-the-end', sync: offsetWith(threads, orNothing) },
    {
      scenario: 'empty-page',
      sync: keysetWith({ isEnd: ({ page }) => !page?.data.length || !page.scroll_param }),
    },
    {
      scenario: 'short-page',
      sync: keysetWith({ isEnd: (answer) => noNext(answer) || (answer.page?.data.length ?? 0) < PAGE }),
    },
    { scenario: 'exact-multiple', sync: untilNothingComes },
    { scenario: 'page-that-never-advances', sync: plain },
    { scenario: 'result-window', sync: untilNothingNew },
    { scenario: 'token-of-the-walk-expires', sync: leftWhenRefused },
    { scenario: 'probe-eats-a-page', sync: probed },
    { scenario: 'retry-after', sync: keysetWith({ get: atOnce }) },
    { scenario: 'cut-body', sync: keysetWith({ get: uncut }) },
    { scenario: 'html-200', sync: keysetWith({ get: statusAlone }) },
    { scenario: 'wrong-deletes', sync: deletesByAbsence },
    { scenario: 'no-key', sync: withoutKey, keys: { user: [] } },
  ];
}

/** Marks what a list does not have that ends with the first error. */
async function deletesByAbsence(run: SyncRun): Promise<void> {
  run.destination.truncate('user');
  await plainOffsetWalk(run, { get: (url) => orNothing(run, url) }, (rows) => write(run, rows));
}

/** Reads again what changed, into a table that has no key. */
async function withoutKey(run: SyncRun): Promise<void> {
  const state = stateOf(run);
  await keysetWalk(run, before(state.cursor), (rows) => {
    write(run, rows);
    const newer = newest(rows, state.cursor);
    if (newer !== undefined) state.cursor = newer;
  });
}
