import { describe, expect, it } from '@jest/globals';
import { differences } from '../../../cli/run/compare.ts';
import type { Expectation } from '../../../connectors/expectation.ts';
import { syncReport } from '../../support/sync-report.ts';

const ONE: Expectation = [{ tables: { user: { rows: 3, written: [1, 2] } } }];
const FAILS: Expectation = [{ tables: {}, failsWith: 'no such method' }];

describe('differences', () => {
  it.each<[string, Expectation, Parameters<typeof syncReport>[0], string[]]>([
    ['nothing', ONE, { user: [3, 1] }, []],
    [
      'rows and what was written',
      ONE,
      { user: [4, 3] },
      ['left 4 rows in user, not 3', 'wrote 3 rows of user, not 1 to 2'],
    ],
    ['rows that are deleted', ONE, { user: [3, 2, 1] }, ['left 1 rows of user deleted, not 0']],
    ['a table that is missing', ONE, {}, ['left no table user']],
    [
      'a table too many',
      ONE,
      { user: [3, 2], item: [9, 9] },
      ['left a table item that was not expected, with 9 rows'],
    ],
  ])('says %s', (_what, expectation, tables, expected) => {
    expect(differences(expectation, [syncReport(tables)])).toEqual(
      expected.map((difference) => `sync 1 ${difference}`),
    );
  });

  it.each<[string, Expectation, number, string, string[]]>([
    ['a failure', [{ tables: {} }], 2, '', ['sync 1 ended with 2']],
    [
      'no failure where one was expected',
      FAILS,
      0,
      '',
      ["sync 1 succeeded, where 'no such method' was expected"],
    ],
    ['another failure', FAILS, 1, 'refused', ["sync 1 failed for another reason than 'no such method'"]],
    ['nothing of the failure that was expected', FAILS, 1, 'there is no such method.', []],
  ])('says %s', (_what, expectation, exitCode, log, expected) => {
    expect(differences(expectation, [{ ...syncReport({}), exitCode, log }])).toEqual(expected);
  });

  it('judges as many syncs as were expected, and those that were made', () => {
    const same = syncReport({ user: [3, 1] });
    expect(differences(ONE, [same, syncReport({ user: [9, 9] })])).toEqual([]);
    expect(differences([...ONE, ...ONE], [same])).toEqual([]);
    expect(differences([...ONE, ...ONE], [same, syncReport({})])).toEqual(['sync 2 left no table user']);
  });
});
