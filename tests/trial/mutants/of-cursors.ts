import type { SyncFunction } from '../../../trial/function-subject.ts';
import { isoOf, newest, read, urlOf } from './client.ts';
import {
  BY_CURSOR,
  before,
  FROM_THE_CLOCK,
  MINUTE,
  type Mutant,
  readDeletes,
  stateOf,
  WITHOUT_OVERLAP,
  write,
} from './mutant.ts';
import { KEYSET, keysetWalk, OFFSET, overlappingWalk, plainOffsetWalk } from './walks.ts';

const HOUR = 60 * MINUTE;

/** Where the next sync goes on, by what this one has seen. */
type NextCursor = (seen: {
  readonly newest: string | undefined;
  readonly date: number;
}) => string | undefined;

/** A walk by cursor from the last one on, without an overlap; deletes are read. */
function keysetFrom(next: NextCursor): SyncFunction {
  return async (run) => {
    const state = stateOf(run);
    await readDeletes(run);
    let newer = state.cursor;
    let date = 0;
    await keysetWalk(run, state.cursor, (rows, answer) => {
      write(run, rows);
      newer = newest(rows, newer);
      date = answer.date;
    });
    const kept = next({ newest: newer, date });
    if (kept !== undefined) state.cursor = kept;
  };
}

/** Everything later than the newest time in one answer. */
const strictlyLater: SyncFunction = async (run) => {
  const state = stateOf(run);
  await readDeletes(run);
  const { page } = await read(run, urlOf(run, '/incremental/timestamp', { since: state.cursor }));
  write(run, page.data);
  const newer = newest(page.data, state.cursor);
  if (newer !== undefined) state.cursor = newer;
};

/** Each page is asked for by the time of the last row of the one before it, which a cursor of this source may be. */
const cursorForEachPage: SyncFunction = async (run) => {
  const state = stateOf(run);
  await readDeletes(run);
  for (;;) {
    const since = state.cursor && btoa(state.cursor);
    const { page } = await read(run, urlOf(run, KEYSET, { scroll_param: since }));
    write(run, page.data);
    const newer = newest(page.data, state.cursor);
    if (page.data.length === 0 || newer === undefined || newer === state.cursor) return;
    state.cursor = newer;
    run.checkpoint();
  }
};

/** The bound is asked for when the rows have been read, or before it by another request. */
function boundApart(when: 'before' | 'after'): SyncFunction {
  return async (run) => {
    const state = stateOf(run);
    await readDeletes(run);
    const bound = async (): Promise<string | undefined> => {
      const query = {
        limit: 1,
        order_by: 'updatedAt',
        order_type: 'desc',
        updated_since: '2000-01-01T00:00:00Z',
      };
      const { page } = await read(run, urlOf(run, OFFSET, query));
      return newest(page.data);
    };
    const first = when === 'before' ? await bound() : undefined;
    const since = when === 'before' ? before(state.cursor, -1000) : state.cursor;
    await keysetWalk(run, since, (rows) => write(run, rows));
    const kept = first ?? (await bound());
    if (kept !== undefined) state.cursor = kept;
  };
}

/** Local time of New York, as a clock on the wall shows it, taken for the later one where it means two. */
function wallClockOf(iso: string): string {
  const time = Date.parse(iso);
  const change = Date.parse('2026-11-01T06:00:00Z');
  const local = isoOf(time - (time < change ? 4 : 5) * HOUR);
  return isoOf(Date.parse(local) + (local < '2026-11-01T01:00:00Z' ? 4 : 5) * HOUR);
}

function roundedUp(iso: string): string {
  return isoOf(Math.ceil(Date.parse(iso) / MINUTE) * MINUTE);
}

/** In one answer the bound is as of now, and in the other the rows are as of a while ago. */
const BEHIND_THE_BOUND = ['same-second-later', 'eventually-consistent-list'];
/** What does not come to the end of the rows without a time cannot go on among them. */
const LEFT_AMONG_UNSTAMPED = ['never-asked', 'silent-change'];

export const OF_CURSORS: readonly Mutant[] = [
  { scenario: 'same-second-later', sync: strictlyLater, also: WITHOUT_OVERLAP },
  {
    scenario: 'tie-across-pages',
    sync: cursorForEachPage,
    also: ['same-second-later', 'late-commit', 'source-clock-ahead', ...LEFT_AMONG_UNSTAMPED],
  },
  { scenario: 'max-then-read', sync: boundApart('after'), also: [...WITHOUT_OVERLAP, 'result-window'] },
  {
    scenario: 'rounded-cursor',
    sync: keysetFrom((seen) => seen.newest && roundedUp(seen.newest)),
    also: BY_CURSOR,
  },
  {
    scenario: 'late-commit',
    sync: keysetFrom((seen) => seen.newest),
    also: [...BY_CURSOR, 'source-clock-ahead'],
  },
  {
    scenario: 'eventually-consistent-list',
    sync: keysetFrom(({ date }) => isoOf(date)),
    also: [...FROM_THE_CLOCK, 'late-commit', 'replica-lag'],
  },
  {
    scenario: 'replica-lag',
    sync: boundApart('before'),
    also: [...WITHOUT_OVERLAP, 'result-window', ...BEHIND_THE_BOUND],
  },
  {
    scenario: 'replica-lag',
    bug: 'a second walk',
    sync: secondWalk,
    also: [...WITHOUT_OVERLAP, 'same-second-later'],
  },
  {
    scenario: 'cursor-is-now',
    sync: endOfTheSync,
    also: [...FROM_THE_CLOCK, 'late-commit', 'replica-lag', 'eventually-consistent-list'],
  },
  {
    scenario: 'source-clock-ahead',
    sync: keysetFrom((seen) => seen.newest),
    also: [...BY_CURSOR, 'late-commit'],
  },
  {
    scenario: 'zone-of-filter',
    sync: keysetFrom((seen) => seen.newest && isoOf(Date.parse(seen.newest) + 2 * HOUR)),
    // Its cursor is two hours after what a query or a replica has shown.
    also: [...FROM_THE_CLOCK, 'replica-lag'],
  },
  {
    scenario: 'repeated-hour',
    sync: keysetFrom((seen) => seen.newest && wallClockOf(seen.newest)),
    also: WITHOUT_OVERLAP,
  },
  {
    scenario: 'no-stamp',
    sync: async (run) => keysetFrom((seen) => seen.newest)(sinceTheBeginning(run)),
    also: ['silent-change', 'late-commit', 'source-clock-ahead'],
  },
  { scenario: 'silent-change', sync: overlapping, also: ['no-stamp'] },
  // It asks since a time, however early.
  { scenario: 'over-fetch', sync: fromTheStart, also: ['no-stamp'] },
];

type Run = Parameters<SyncFunction>[0];

function sinceTheBeginning(run: Run): Run {
  stateOf(run).cursor ??= '2000-01-01T00:00:00Z';
  return run;
}

/** In the order in which rows were created, so that what changes meanwhile may have been read already. */
async function endOfTheSync(run: Run): Promise<void> {
  const state = stateOf(run);
  await readDeletes(run);
  let ended = 0;
  await overlappingWalk(run, state.cursor, (rows, { date }) => {
    write(run, rows);
    ended = date;
  });
  state.cursor = isoOf(ended);
}

/** Reads what is later and, the first time, all rows again and again, with a look between; what came last is kept. */
async function secondWalk(run: Run): Promise<void> {
  const isFirst = stateOf(run).cursor === undefined;
  await strictlyLater(run);
  if (!isFirst) return;
  const order = 'createdAt';
  for (let turn = 0; turn < 3; turn += 1) {
    await plainOffsetWalk(run, { order }, (rows) => write(run, rows));
    await read(run, urlOf(run, OFFSET, { limit: 1 }));
  }
}

/** Goes back far enough for all but what has no new stamp. */
async function overlapping(run: Run): Promise<void> {
  const state = stateOf(run);
  await readDeletes(run);
  await keysetWalk(run, before(state.cursor), (rows) => {
    write(run, rows);
    const newer = newest(rows, state.cursor);
    if (newer !== undefined) state.cursor = newer;
  });
}

/** Keeps a cursor and asks since the day on which it was set up. */
async function fromTheStart(run: Run): Promise<void> {
  await readDeletes(run);
  await keysetWalk(run, '2000-01-01T00:00:00Z', (rows) => {
    write(run, rows);
    const newer = newest(rows, stateOf(run).cursor);
    if (newer !== undefined) stateOf(run).cursor = newer;
  });
}
