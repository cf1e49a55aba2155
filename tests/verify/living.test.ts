import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../fixtures/table.ts';
import type { Asked } from '../../verify/causes/asked.ts';
import { worldOf } from '../../verify/world-options.ts';
import type { FoundRow } from './memory-destination.ts';
import { ANCHOR, foundRows, STILL } from './right-rows.ts';
import { reportOn, verdictOn } from './verdict-on.ts';

const HOUR = 3_600_000;
const EARLY = ANCHOR + HOUR;
const LATE = ANCHOR + 12 * HOUR;
const WORLDS = [
  'living',
  'living+late',
  'living+silent',
  'living+unstamped',
  'living+replaced',
  'living+ahead',
];
const SOURCES = ['people', 'public.users', 'crm.contacts'];

const optionsOf = (world: string) => ({ ...STILL, world });
const at = (time: number) => ({ from: time, to: time, instants: [] });
const rowsAt = (source: string, world: string, time: number): FoundRow[] =>
  foundRows(source, undefined, { world: optionsOf(world), at: time });

/** What became of the rows of one instant at another, by comparing both. */
function fates(
  source: string,
  world: string,
): { equal: number; changed: number; gone: number; missing: number } {
  const table = worldOf(optionsOf(world)).table(source);
  const held = (time: number): ReadonlyMap<string, Row> => {
    const view = table.seenAt(time);
    return new Map(
      view
        .rows(0, view.size)
        .map(({ values }) => [JSON.stringify(table.key.map((column) => values[column])), values]),
    );
  };
  const [before, after] = [held(EARLY), held(LATE)];
  const kept = [...before].filter(([key]) => after.has(key));
  const equal = kept.filter(([key, row]) => JSON.stringify(row) === JSON.stringify(after.get(key))).length;
  return {
    equal,
    changed: kept.length - equal,
    gone: before.size - kept.length,
    missing: after.size - kept.length,
  };
}

describe.each(WORLDS)('in the world %s', (world) => {
  it.each(SOURCES)(
    '%s of an earlier time are stale, extra and missing, each for what it is',
    async (source) => {
      const expected = fates(source, world);
      expect(expected.changed).toBeGreaterThan(0);
      const report = await reportOn(
        rowsAt(source, world, EARLY),
        { name: `tester.${source}` },
        { world: optionsOf(world), window: at(LATE) },
      );
      expect(report.tables[0]).toMatchObject({
        source,
        equal: expected.equal,
        stale: expected.changed,
        extra: expected.gone,
        missing: expected.missing,
        torn: 0,
        duplicated: 0,
      });
      const extra = report.findings.filter(({ kind }) => kind === 'extra');
      expect(extra.map(({ cause, verdict }) => [cause, verdict])).toEqual(
        expected.gone > 0 ? [['deletes-unseen', 'permanent']] : [],
      );
    },
  );

  it.each(SOURCES)('%s of any time in the window are equal', async (source) => {
    for (const time of [EARLY, EARLY + 3 * HOUR, LATE]) {
      const verdict = await verdictOn(
        rowsAt(source, world, time),
        { name: `tester.${source}` },
        { world: optionsOf(world), window: { from: EARLY, to: LATE, instants: [] } },
      );
      expect(verdict).toMatchObject({ result: 'equal', source, findings: [] });
    }
  });
});

it('rows that are gone may be marked as deleted', async () => {
  const late = rowsAt('people', 'living', LATE);
  const ids = new Set(late.map(({ id }) => id));
  const gone = rowsAt('people', 'living', EARLY).filter(({ id }) => !ids.has(id as string));
  const rows = [...late, ...gone.map((row) => ({ ...row, _fivetran_deleted: true }))];
  expect(await verdictOn(rows, {}, { world: optionsOf('living'), window: at(LATE) })).toMatchObject({
    result: 'equal',
    deleted: gone.length,
  });
});

it.each(['living+soft', 'living+revived'])('rows that %s marks may be marked, too', async (world) => {
  const rows = rowsAt('people', world, LATE);
  const marked = rows.filter((row) => row['is_deleted'] === true);
  expect(marked.length).toBeGreaterThan(0);
  const options = { world: optionsOf(world), window: at(LATE) };
  expect(await verdictOn(rows, {}, options)).toMatchObject({ result: 'equal' });
  const deleted = rows.map((row) => ({ ...row, _fivetran_deleted: row['is_deleted'] as boolean }));
  expect(await verdictOn(deleted, {}, options)).toMatchObject({ result: 'equal', deleted: marked.length });
  const live = rows.filter((row) => row['is_deleted'] !== true);
  expect(await verdictOn(live, {}, options)).toMatchObject({ result: 'equal', rows: live.length });
});

it('a row with values of two versions is torn', async () => {
  const early = new Map(rowsAt('people', 'living', EARLY).map((row) => [row['id'], row]));
  const late = rowsAt('people', 'living', LATE);
  const place = late.findIndex((row) => {
    const before = early.get(row['id']);
    return before !== undefined && before['updated_at'] !== row['updated_at'] && before['job'] !== row['job'];
  });
  const job = early.get(late[place]?.['id'])?.['job'] as string;
  const rows = late.map((row, index) => (index === place ? { ...row, job } : row));
  const verdict = await verdictOn(rows, {}, { world: optionsOf('living'), window: at(LATE) });
  expect(verdict).toMatchObject({ result: 'differs', equal: rows.length - 1, torn: 1 });
});

const request = (number: number, time: number, target: string, rows: Asked['rows'] = null): Asked => ({
  ...{ number, at: time, service: 'api', operation: 'GET', target, route: 'incremental_timestamp' },
  ...{ rows, status: 200, errorCode: null, aborted: false },
});

it('the last sync in the journal says when, and requests are the evidence', async () => {
  const early = rowsAt('people', 'living', EARLY);
  const asked = [
    request(1, EARLY, '/incremental/timestamp', { order: 'updatedAt', first: 0, last: early.length - 1 }),
    request(2, LATE, `/incremental/timestamp?since=${new Date(LATE - 60_000).toISOString()}`),
  ];
  const report = await reportOn(
    early,
    {},
    { world: optionsOf('living'), journal: { entries: async () => asked } },
  );
  expect(report.window).toEqual({ from: '2026-01-01T12:00:00Z', to: '2026-01-01T12:00:00Z' });
  const found = report.findings.map(({ kind, cause, verdict, evidence }) => ({
    kind,
    cause,
    verdict,
    requests: evidence.map((one) => one.request),
  }));
  expect(found).toEqual(
    expect.arrayContaining([
      { kind: 'stale', cause: 'served-old', verdict: 'permanent', requests: [1, 2] },
      { kind: 'extra', cause: 'deletes-unseen', verdict: 'permanent', requests: [1, 2] },
    ]),
  );
});
