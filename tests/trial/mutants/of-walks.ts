import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { type Answer, ask, isoOf, newest, type Query, read, urlOf } from './client.ts';
import {
  BY_CURSOR,
  before,
  FROM_THE_CLOCK,
  type Mutant,
  readDeletes,
  stateOf,
  WHEREVER_IT_LEADS,
  write,
} from './mutant.ts';
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
  const end = { status: 200, headers: new Headers(), text: '', page: { data: [] }, date: Number.NaN };
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
    if (answer.status === 200 && answer.page) return answer;
  }
  throw new Error(`${url} cannot be read.`);
};

/** Does not notice that a page leads to itself. */
const plain = keysetWith({});

/** The first page shows whether the source is there, and the walk goes on after it. */
const probed: SyncFunction = async (run) =>
  keysetWith({ from: stateOf(run).cursor === undefined ? 2 : 1 })(run);

/** Takes a cursor that is no longer known for the end of its walk. */
const leftWhenRefused = keysetWith({
  get: (run, url) =>
    read(run, url).catch(async (error: Error) => {
      run.signal.throwIfAborted();
      const { status, ...answer } = await ask(run, url);
      if (status !== 410) throw error;
      return { ...answer, status, page: { data: [] } };
    }),
});

/** Pages by their places, each taken for whole, as if nothing moved. */
const BY_PLACES = [...BY_CURSOR, 'replica-lag', 'empty-page', 'short-page'];
/** By cursor wherever it leads, and from the time of the source. */
const ON_AND_ON = [...FROM_THE_CLOCK, WHEREVER_IT_LEADS];

export function ofWalks(threads: number): readonly Mutant[] {
  return [
    {
      scenario: 'unstable-ties',
      sync: offsetWith(threads),
      also: [...BY_PLACES, 'rows-move-under-offset'],
    },
    {
      scenario: 'rows-move-under-offset',
      sync: offsetWith(threads),
      also: [...BY_PLACES, 'unstable-ties'],
    },
    {
      scenario: 'error-is-the-end',
      sync: offsetWith(threads, orNothing),
      // Whatever an answer is that is none.
      also: [...BY_PLACES, 'rows-move-under-offset', 'unstable-ties', 'cut-body', 'html-200'],
    },
    {
      scenario: 'empty-page',
      sync: keysetWith({ isEnd: ({ page }) => !page?.data.length || !page.scroll_param }),
      also: ON_AND_ON,
    },
    {
      scenario: 'short-page',
      sync: keysetWith({ isEnd: (answer) => noNext(answer) || (answer.page?.data.length ?? 0) < PAGE }),
      // The shortest page is an empty one.
      also: [...ON_AND_ON, 'empty-page'],
    },
    { scenario: 'exact-multiple', sync: untilNothingComes },
    { scenario: 'page-that-never-advances', sync: plain, also: FROM_THE_CLOCK },
    {
      scenario: 'page-that-never-advances',
      bug: 'an end at itself',
      sync: endsAtItself,
      // So does a page without rows.
      also: [...FROM_THE_CLOCK, 'empty-page'],
    },
    {
      scenario: 'result-window',
      sync: untilNothingNew,
      // It asks on by places until a page is empty, which is an error in one scenario.
      also: [...BY_PLACES, 'rows-move-under-offset', 'unstable-ties', 'exact-multiple'],
    },
    { scenario: 'token-of-the-walk-expires', sync: leftWhenRefused, also: ON_AND_ON },
    { scenario: 'probe-eats-a-page', sync: probed, also: ON_AND_ON },
    { scenario: 'retry-after', sync: keysetWith({ get: atOnce }), also: ON_AND_ON },
    { scenario: 'cut-body', sync: keysetWith({ get: uncut }), also: ON_AND_ON },
    { scenario: 'html-200', sync: keysetWith({ get: statusAlone }), also: ON_AND_ON },
    { scenario: 'wrong-deletes', sync: deletesByAbsence },
    // A table without a key has none by which rows could be deleted.
    { scenario: 'no-key', sync: withoutKey, keys: { user: [] }, also: [...BY_CURSOR, 'deletes-unseen'] },
  ];
}

/** Notices that a page leads to itself, and takes that for the end. */
async function endsAtItself(run: SyncRun): Promise<void> {
  const seen = new Set<unknown>();
  const isEnd = (answer: Answer): boolean => {
    const next = answer.page?.scroll_param;
    const isKnown = seen.has(next);
    seen.add(next);
    return noNext(answer) || isKnown;
  };
  await keysetWith({ isEnd })(run);
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
