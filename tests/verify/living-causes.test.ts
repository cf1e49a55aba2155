import { expect, it } from '@jest/globals';
import type { Row } from '../../fixtures/table.ts';
import { isoSeconds } from '../../fixtures/timeline.ts';
import { playgroundJournal } from '../../playground/control/playground-journal.ts';
import type { Finding } from '../../verify/report/report.ts';
import { scroll, startLivingApi } from '../support/living-api.ts';
import { ANCHOR, foundRow, PEOPLE_TYPES, STILL } from './right-rows.ts';
import { reportOn } from './verdict-on.ts';

const HOUR = 3_600_000;
const RECORDS = 160;
/** Everything that is deleted in this world goes for good. */
const WORLD = 'living';

type Api = Awaited<ReturnType<typeof startLivingApi>>;

/** A connector's destination: by key, whole rows. */
class Rows extends Map<string, Row> {
  upsert(rows: readonly Row[]): void {
    for (const row of rows) this.set(String(row['id']), row);
  }
}

const newest = (rows: Rows): string =>
  [...rows.values()]
    .map(({ updatedAt }) => String(updatedAt))
    .toSorted()
    .at(-1) ?? '';
const since = async (api: Api, instant: string): Promise<readonly Row[]> =>
  (await api.page(`/incremental/timestamp?since=${instant}`)).data;
const live = (rows: readonly Row[]): readonly Row[] => rows.filter(({ isDeleted }) => isDeleted !== true);
const later = (api: Api): void => {
  api.clock.now += HOUR;
};

/** Two syncs and what is found afterwards, as `kind cause verdict` and the numbers of requests. */
async function found(
  sync: (api: Api, rows: Rows) => Promise<void>,
  forgotten = 0,
): Promise<readonly string[]> {
  await using api = await startLivingApi(WORLD, RECORDS);
  api.clock.now += HOUR;
  const rows = new Rows();
  await sync(api, rows);
  const journal = playgroundJournal(api.url);
  const { findings } = await reportOn(
    [...rows.values()].map(foundRow),
    { types: PEOPLE_TYPES },
    {
      world: { ...STILL, records: RECORDS, world: WORLD },
      now: ANCHOR,
      journal: { entries: async () => (await journal.entries()).slice(forgotten) },
    },
  );
  return findings.map(present).toSorted();
}

function present({ kind, cause, verdict, evidence }: Finding): string {
  return [kind, cause, verdict, ...evidence.map(({ request }) => `#${request}`)].join(' ');
}

const UNSEEN = 'extra deletes-unseen permanent #1 #2';

it.each<[what: string, sync: (api: Api, rows: Rows) => Promise<void>, expected: readonly string[]]>([
  [
    'reads all again',
    async (api, rows) => {
      rows.upsert(await scroll(api, '/pagination/keyset'));
      later(api);
      rows.clear();
      rows.upsert(await scroll(api, '/pagination/keyset'));
    },
    [],
  ],
  [
    'goes on from the newest time',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      rows.upsert(await since(api, newest(rows)));
    },
    [UNSEEN],
  ],
  [
    'asks what was deleted, and deletes it',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      const before = isoSeconds(api.clock.now);
      later(api);
      rows.upsert(await since(api, newest(rows)));
      for (const { id } of await scroll(api, `/incremental/deleted?since=${before}`)) rows.delete(String(id));
    },
    [],
  ],
  [
    'asks what was deleted, and forgets it',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      rows.upsert(await since(api, newest(rows)));
      await scroll(api, '/incremental/deleted');
    },
    ['extra deletes-lost unknown #1 #3'],
  ],
  [
    'asks for changes with deletes, and forgets these',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      const before = isoSeconds(api.clock.now);
      later(api);
      rows.upsert(live(await scroll(api, `/incremental/changes?since=${before}&include_deleted=true`)));
    },
    ['extra deletes-lost unknown #1 #2'],
  ],
  [
    'goes on with a walk of changes and deletes, and forgets these',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      const before = isoSeconds(api.clock.now - HOUR);
      const isFirst = { page: true };
      const path = `/incremental/changes?since=${before}&include_deleted=true&limit=4`;
      const changed = await scroll(api, path, () => {
        if (isFirst.page) later(api);
        isFirst.page = false;
      });
      rows.upsert(live(changed));
    },
    ['extra deletes-lost unknown #1 #3'],
  ],
  [
    'asks for changes without deletes',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      const before = isoSeconds(api.clock.now);
      later(api);
      rows.upsert(await scroll(api, `/incremental/changes?since=${before}`));
    },
    [UNSEEN],
  ],
  [
    'asks for later deletes alone',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      rows.upsert(await since(api, newest(rows)));
      await scroll(api, `/incremental/deleted?since=${isoSeconds(api.clock.now + 1000)}`);
    },
    ['extra deletes-unseen permanent #1 #3'],
  ],
  [
    'loses a page',
    async (api, rows) => {
      for (const offset of [0, 50, 100, 150]) {
        const { data } = await api.page(`/pagination/offset?limit=50&offset=${offset}`);
        if (offset !== 100) rows.upsert(data);
      }
    },
    ['missing served-and-lost unknown #3'],
  ],
  [
    'loses a page of a walk from the end',
    async (api, rows) => {
      for (const offset of [0, 50, 100, 150]) {
        const { data } = await api.page(`/pagination/offset?limit=50&offset=${offset}&order_type=desc`);
        if (offset !== 50) rows.upsert(data);
      }
    },
    ['missing served-and-lost unknown #2'],
  ],
  [
    'loses new rows and new versions',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      await since(api, newest(rows));
    },
    [UNSEEN, 'missing served-and-lost unknown #2', 'stale served-and-lost unknown #2'],
  ],
  [
    'ends a walk too early',
    async (api, rows) => {
      for (const offset of [0, 50]) {
        rows.upsert((await api.page(`/pagination/offset?limit=50&offset=${offset}`)).data);
      }
    },
    ['missing never-asked unknown #2'],
  ],
  [
    'takes its own clock for that of the source',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      rows.upsert(await since(api, isoSeconds(api.clock.now + HOUR)));
    },
    [UNSEEN, 'missing never-asked permanent #2', 'stale served-old permanent #1 #2'],
  ],
  [
    'ends its second sync with an empty answer',
    async (api, rows) => {
      rows.upsert(await since(api, ''));
      later(api);
      await api.page('/pagination/offset?offset=5000');
    },
    [UNSEEN, 'missing never-asked unknown #2', 'stale served-old unknown #1 #2'],
  ],
])('a connector that %s', async (_what, sync, expected) => {
  expect(await found(sync)).toEqual(expected.toSorted());
});

it('does not say that rows were never asked for where the journal has forgotten what was', async () => {
  const sync = async (api: Api, rows: Rows): Promise<void> => {
    await api.page('/pagination/offset?limit=50');
    for (const offset of [0, 50]) {
      rows.upsert((await api.page(`/pagination/offset?limit=50&offset=${offset}`)).data);
    }
  };
  expect(await found(sync, 1)).toEqual(['missing unknown unknown']);
});
