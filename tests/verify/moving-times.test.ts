import { describe, expect, it } from '@jest/globals';
import { pointInTime } from '../../verify/compare/window.ts';
import type { FoundRow } from './memory-destination.ts';
import { ANCHOR, foundRows } from './right-rows.ts';
import { every, verdictOn } from './verdict-on.ts';

const HOUR = 3_600_000;

/** Each of them becomes newer every five minutes, so what a sync was given depends on when it asked. */
describe.each([
  ['companies', 'tester.company'],
  ['departments', 'tester.department'],
])('%s', (source, name) => {
  const later = { at: ANCHOR + HOUR };
  const rows = (): FoundRow[] => foundRows(source, undefined, later);
  const older = foundRows(source, undefined, { at: later.at - 7 * 60_000 });
  const count = older.length;
  const on = (found: readonly FoundRow[]): Promise<object> =>
    verdictOn(found, { name }, { now: later.at, window: pointInTime(later.at) });
  const stamped = (stamp: (row: FoundRow, index: number) => FoundRow[string]): FoundRow[] =>
    rows().map((row, index) => ({ ...row, updated_at: stamp(row, index) }));

  it.each<[string, FoundRow[]]>([
    ['as they are', rows()],
    ['as they were some minutes before', older],
    ['some older than others', rows().map((row, index) => (index === 0 ? (older[0] as FoundRow) : row))],
    ['with Dates', stamped(({ updated_at }) => new Date(String(updated_at)))],
  ])('are equal: %s', async (_what, found) => {
    expect(await on(found)).toEqual({ result: 'equal', source, rows: count, equal: count, findings: [] });
  });

  it.each<[string, FoundRow[], number]>([
    ['one is NULL', stamped(({ updated_at = null }, index) => (index === 0 ? null : updated_at)), 1],
    ['all are NULL', stamped(() => null), count],
    ['they are no times', stamped(({ updated_at }) => `${updated_at}?`), count],
    ['they are the same', stamped(() => '2025-12-31T00:00:00Z'), count],
    ['they are those of another column', stamped(({ created_at = null }) => created_at), count],
    ['they are to come', foundRows(source, undefined, { at: later.at + HOUR }), count],
  ])('are torn: %s', async (_what, found, torn) => {
    expect(await on(found)).toMatchObject({ result: 'differs', source, rows: count, torn });
  });

  it('lack the column', async () => {
    const found = every(rows(), ({ updated_at, ...rest }) => rest);
    expect(await on(found)).toMatchObject({
      result: 'differs',
      source,
      findings: [`${count} column column-absent`],
    });
  });
});
