import { describe, expect, it } from '@jest/globals';
import { presentAsJson, presentReport, presentReports } from '../../../cli/run/present-reports.ts';
import { progressOn } from '../../../cli/run/progress.ts';
import { exitCodeOf, type RunReport } from '../../../cli/run/run-report.ts';
import { syncReport } from '../../support/sync-report.ts';

const GOOD: RunReport = {
  folder: '/tree/keyset',
  example: 'pagination/keyset',
  result: 'as expected',
  reasons: [],
  syncs: [syncReport({ item: [2, 2], user: [0, 0] }), syncReport({ item: [3, 1], user: [0, 0] })],
  seconds: 2.04,
};
const BAD: RunReport = {
  folder: '/tree/mine',
  result: 'failed',
  reasons: ['sync 1 ended with 1'],
  syncs: [{ ...syncReport({}), exitCode: 1, state: undefined, log: 'first\nError: last\n' }],
  seconds: 1,
  scratch: '/tmp/kept',
};
const NOT_SERVED: RunReport = {
  folder: '/tree/history_mode',
  example: 'history_mode',
  result: 'not served',
  reasons: ['there is none'],
  syncs: [],
  seconds: 0,
};

const WITHOUT_LOG = { withLog: false };

describe('presentReport', () => {
  it('has a line for each table of each sync', () => {
    expect(presentReport(GOOD, WITHOUT_LOG)).toBe(`---------------------------------------
Sync | Table | Rows | Written | Deleted
---------------------------------------
1    | item  | 2    | 2       | 0
1    | user  | 0    | 0       | 0
2    | item  | 3    | 1       | 0
2    | user  | 0    | 0       | 0
---------------------------------------
State: {}
pagination/keyset: as expected, 2.0 s
`);
  });

  it.each([
    [undefined, ''],
    [1, ''],
    [
      0.939,
      'It is taken for a changed copy of pagination/keyset: 93 % of its code is that of the example. If it is not one, add --as own.\n',
    ],
  ])('says that it takes one for a changed copy: a likeness of %s', (likeness, said) => {
    const report = { ...GOOD, ...(likeness !== undefined && { likeness }) };
    expect(presentReport(report, WITHOUT_LOG)).toBe(
      presentReport(GOOD, WITHOUT_LOG).replace('pagination/keyset: ', `${said}pagination/keyset: `),
    );
  });

  it('says what was not as it should', () => {
    expect(presentReport(BAD, WITHOUT_LOG)).toBe(`------------------------------------------------
Sync          | Table | Rows | Written | Deleted
------------------------------------------------
1 (failed: 1) |       |      |         |
------------------------------------------------
No state.
- sync 1 ended with 1
/tree/mine: failed, 1.0 s
Kept in /tmp/kept
`);
  });
});

describe('presentReport with the log', () => {
  it.each([
    [
      'its end where something failed',
      BAD,
      '- sync 1 ended with 1\n    first\n    Error: last\n/tree/mine: failed,',
    ],
    ['nothing of it where all is well', GOOD, 'State: {}\npagination/keyset: as expected,'],
  ])('shows %s', (_what, report, text) => {
    expect(presentReport(report, { withLog: true })).toContain(text);
  });
});

describe('exitCodeOf', () => {
  it.each<[readonly RunReport['result'][], number]>([
    [[], 0],
    [['as expected', 'fails as known', 'succeeded', 'not served', 'unknown'], 0],
    [['as expected', 'failed'], 1],
    [['cannot run'], 1],
    [['different'], 1],
    [['succeeded', 'nothing to compare'], 3],
    [['nothing to compare', 'failed'], 1],
  ])('of %j is %i', (results, code) => {
    expect(exitCodeOf(results.map((result) => ({ ...GOOD, result })))).toBe(code);
  });
});

describe('presentReports', () => {
  it('has one table, the end of the log of what failed, and the sums', () => {
    expect(
      presentReports([GOOD, BAD, NOT_SERVED], 3.4),
    ).toBe(`-------------------------------------------------------------------------------------
Example           | Result      | Table         | Rows | Written by each sync | Time
-------------------------------------------------------------------------------------
pagination/keyset | as expected | item          | 3    | 2, 1                 | 2.0 s
                  |             | user          | 0    | 0, 0                 |
/tree/mine        | FAILED      |               |      |                      | 1.0 s
history_mode      | not served  | there is none |      |                      |
-------------------------------------------------------------------------------------

/tree/mine
- sync 1 ended with 1
    first
    Error: last
Kept in /tmp/kept

3 connectors: 1 as expected, 1 failed, 1 not served, in 3 s
`);
  });
});

describe('presentAsJson', () => {
  it('has everything, and the log of what failed', () => {
    const about = { sdk: '3.0.0', python: '/python3', truth: { seed: 42 }, seconds: 3 };
    const document = JSON.parse(presentAsJson([GOOD, BAD], about));
    expect(document).toMatchObject({
      ...about,
      results: { 'as expected': 1, failed: 1 },
      runs: [
        { syncs: [{ tables: { item: { rows: 2, written: 2, deleted: 0 } }, state: {} }, {}] },
        { ...BAD, syncs: [{ exitCode: 1, tables: {}, log: 'first\nError: last\n' }] },
      ],
    });
    expect(document.runs[0].syncs[0]).not.toHaveProperty('log');
  });
});

describe('progressOn', () => {
  it.each([
    [false, ' 1/12  as expected: pagination/keyset (2.0 s)\n 2/12  FAILED: /tree/mine (1.0 s)\n'],
    [
      true,
      '\r\u001b[K[0/12] keyset\r\u001b[K[0/12] keyset, mine' +
        '\r\u001b[K 1/12  as expected: pagination/keyset (2.0 s)\n\r\u001b[K[1/12] mine' +
        '\r\u001b[K 2/12  FAILED: /tree/mine (1.0 s)\n\r\u001b[K',
    ],
  ])('shows what has ended, and to a person what runs (%s)', (colours, expected) => {
    let output = '';
    const progress = progressOn(
      (text) => {
        output += text;
      },
      { colours },
      12,
    );
    progress.began(GOOD);
    progress.began(BAD);
    progress.ended(GOOD);
    progress.ended(BAD);
    expect(output).toBe(expected);
  });
});
