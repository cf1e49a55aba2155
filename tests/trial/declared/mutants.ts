import type { SyncFunction } from '../../../trial/function-subject.ts';
import { isoOf } from '../mutants/client.ts';
import { type Acme, acmeConnector, type Customer } from './acme.ts';
import { advance, keptIn, PAGE, readDeletes, sinceOf, walk, write } from './connectors.ts';

/** A connector of Acme with one bug, and the scenario whose cause convicts it. */
export interface AcmeMutant {
  readonly bug: string;
  readonly scenario: string;
  readonly sync: SyncFunction;
  /** Whether it reads pages by offset, later than an instant. */
  readonly isByOffset?: true;
}

interface Asked {
  readonly data: readonly Customer[];
  readonly next?: string | null;
  readonly status?: number;
}

/** What a walk makes of a page. */
interface Habits {
  readonly ask?: (acme: Acme, query: Parameters<Acme['ask']>[0]) => Promise<Asked>;
  readonly isEnd?: (page: Asked) => boolean;
  /** The page from which on its rows are written, from 1. */
  readonly from?: number;
}

const noNext = ({ next }: Asked): boolean => !next;

/** What is new since a while before the last sync, by cursor; deletes are read. Its habits are the bug. */
function cursorWith({ ask = (acme, query) => acme.read(query), isEnd = noNext, from = 1 }: Habits) {
  return acmeConnector(async (acme) => {
    const kept = keptIn(acme);
    const { date } = await acme.read({ limit: 1 });
    await readDeletes(acme, kept.began);
    const since = sinceOf(kept.began);
    for (let number = 1, token: string | undefined; ; number += 1) {
      const page = await ask(acme, {
        page_token: token,
        limit: PAGE,
        updated_since: token ? undefined : since,
      });
      if (number >= from || since !== undefined) write(acme, page.data);
      if (isEnd(page)) break;
      token = page.next ?? undefined;
    }
    kept.began = date;
  });
}

/** By cursor from the newest time on, whatever goes on from there; deletes are read. */
function goingOnFrom(next: (newest: number) => number) {
  return acmeConnector(async (acme) => {
    const kept = keptIn(acme);
    const { date } = await acme.read({ limit: 1 });
    await readDeletes(acme, kept.began);
    let newest = 0;
    await walk(acme, kept.full === undefined ? undefined : isoOf(kept.full), (rows) => {
      write(acme, rows);
      for (const { changed } of rows) newest = Math.max(newest, changed ?? 0);
    });
    kept.full = Math.max(kept.full ?? 0, next(newest));
    kept.began = date;
  });
}

/** By offset, page after page, as if nothing ever moved. */
const byOffset = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  const { date, total = 0 } = await acme.read({ limit: 1 });
  await readDeletes(acme, kept.began);
  for (let skip = 0; skip < total; skip += PAGE) {
    const { data } = await acme.read({ skip, limit: PAGE, updated_since: sinceOf(kept.began) });
    write(acme, data);
  }
  kept.began = date;
});

/** By offset, each time from the newest stamp on; the source leaves out those of that very second. */
const strictly = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  const { date } = await acme.read({ limit: 1 });
  await readDeletes(acme, kept.began);
  const since = sinceOf(kept.cursor, 0);
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await acme.read({ skip, limit: PAGE, updated_since: since });
    write(acme, data);
    advance(acme, data);
    if (data.length < PAGE) break;
  }
  kept.began = date;
});

const withoutDeletes = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  await walk(acme, sinceOf(kept.cursor), (rows) => {
    write(acme, rows);
    advance(acme, rows);
  });
});

/** Saves the time of the first answer as the cursor before it has read the rows. */
const stateFirst = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  const { date } = await acme.read({ limit: 1 });
  const { began } = kept;
  kept.began = date;
  acme.run.checkpoint();
  await readDeletes(acme, began);
  await walk(acme, sinceOf(began), (rows) => write(acme, rows));
});

/** Asks since a time, and for nearly everything. */
const fromTheStart = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  const { date } = await acme.read({ limit: 1 });
  await readDeletes(acme, kept.began);
  await walk(acme, '2000-01-01T00:00:00Z', (rows) => write(acme, rows));
  kept.began = date;
});

/** Asks again at once, whatever it is told. */
const atOnce: Habits['ask'] = async (acme, query) => {
  for (let tries = 0; tries < 5; tries += 1) {
    const page = await acme.ask(query);
    if (page.status === 200) return page;
  }
  throw new Error('It cannot be read.');
};

/** An error is a page without rows. */
const orNothing: Habits['ask'] = async (acme, query) => await acme.ask(query);

/** Looks at the status alone. */
const statusAlone: Habits['ask'] = async (acme, query) => {
  const page = await acme.ask(query);
  if (page.status !== 200) throw new Error(`It was answered ${page.status}.`);
  return page;
};

/** Takes a token that is no longer known for the end of its walk. */
const leftWhenRefused: Habits['ask'] = async (acme, query) => {
  const page = await acme.ask(query);
  if (page.status === 410) return { data: [] };
  return page.status === 200 ? page : await acme.read(query);
};

export const MUTANTS: readonly AcmeMutant[] = [
  { bug: 'stops at a 500', scenario: 'error-is-the-end', sync: cursorWith({ ask: orNothing }) },
  {
    bug: 'takes a page of HTML for one without rows',
    scenario: 'html-200',
    sync: cursorWith({ ask: statusAlone }),
  },
  {
    bug: 'leaves a walk whose token has expired',
    scenario: 'token-of-the-walk-expires',
    sync: cursorWith({ ask: leftWhenRefused }),
  },
  { bug: 'asks again at once', scenario: 'retry-after', sync: cursorWith({ ask: atOnce }) },
  {
    bug: 'takes an empty page for the last',
    scenario: 'empty-page',
    sync: cursorWith({ isEnd: (page) => noNext(page) || page.data.length === 0 }),
  },
  {
    bug: 'takes a short page for the last',
    scenario: 'short-page',
    sync: cursorWith({ isEnd: (page) => noNext(page) || page.data.length < PAGE }),
  },
  { bug: 'follows a page that leads to itself', scenario: 'page-that-never-advances', sync: cursorWith({}) },
  { bug: 'drops the page by which it looks', scenario: 'probe-eats-a-page', sync: cursorWith({ from: 2 }) },
  {
    bug: 'goes on from the time of its own clock',
    scenario: 'cursor-is-now',
    sync: goingOnFrom(() => Date.now()),
  },
  {
    bug: 'rounds its cursor up',
    scenario: 'rounded-cursor',
    sync: goingOnFrom((newest) => Math.ceil(newest / 60_000) * 60_000),
  },
  {
    bug: 'goes on from the newest stamp',
    scenario: 'late-commit',
    sync: goingOnFrom((newest) => newest),
  },
  {
    bug: 'reads its cursor in another zone',
    scenario: 'zone-of-filter',
    sync: goingOnFrom((newest) => newest + 7_200_000),
  },
  { bug: 'ignores deletes', scenario: 'deletes-unseen', sync: withoutDeletes },
  { bug: 'saves its state before the rows', scenario: 'state-before-rows', sync: stateFirst },
  { bug: 'asks for nearly everything each time', scenario: 'over-fetch', sync: fromTheStart },
  { bug: 'asks for what is strictly later', scenario: 'same-second-later', sync: strictly, isByOffset: true },
  {
    bug: 'pages by offset as if nothing moved',
    scenario: 'rows-move-under-offset',
    sync: byOffset,
    isByOffset: true,
  },
];
