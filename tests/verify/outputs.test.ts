import { describe, expect, it } from '@jest/globals';
import { presentGithub } from '../../verify/report/present-github.ts';
import { presentJunit } from '../../verify/report/present-junit.ts';
import { presentMarkdown } from '../../verify/report/present-markdown.ts';
import { presentText } from '../../verify/report/present-text.ts';
import type { VerifyReport } from '../../verify/report/report.ts';
import { STILL } from './right-rows.ts';

const REPORT: VerifyReport = {
  version: 1,
  result: 'differs',
  destination: { name: 'files/warehouse.db', kind: 'duckdb' },
  world: STILL,
  window: { from: '2026-01-01T02:15:00Z', to: '2026-01-01T02:15:00Z' },
  journal: { syncs: 3, requests: 41, faults: 1 },
  tables: [
    { destination: 'tester.other', source: null, reason: 'it is empty' },
    {
      ...{ destination: 'tester.user', source: 'people', result: 'differs', rows: 9993, equal: 9991 },
      ...{ deleted: 0, missing: 7, stale: 2, torn: 0, extra: 0, duplicated: 0, columns: [] },
      mapping: { key: { id: 'id' }, columns: {}, unmapped: [], absent: [], rows: 'all' },
    },
  ],
  findings: [
    {
      ...{ id: 'a1b2c3d4', table: 'tester.user', source: 'people', kind: 'missing', count: 7 },
      ...{ cause: 'same-second-later', verdict: 'permanent', keys: [], advice: 'Ask with >= | 100%.' },
      examples: ['people <4711> is not there'],
      evidence: [
        { request: 31, at: '2026-01-01T02:15:00Z', asked: 'GET /people?a=`b`', note: 'asked for later ones' },
      ],
    },
  ],
  card: [
    { family: 'completeness', name: 'asks-again', result: 'pass', says: 'all is well', requests: [1, 2] },
    { family: 'politeness', name: 'backs-off', result: 'fail', says: 'at once, again: 1,2', requests: [3] },
    { family: 'politeness', name: 'asks-few-at-once', result: 'warn', says: 'many', requests: [4] },
    { family: 'state', name: 'overlaps', result: 'not seen', says: 'one sync', requests: [] },
  ],
};

describe('a report', () => {
  it('as text has tables, causes with their scenario, evidence, and the card', () => {
    const text = presentText(REPORT);
    expect(text.split('\n')[0]).toMatch(/ · 3 syncs, 41 requests, 1 fault$/);
    expect(text).toContain(
      [
        '  tester.user: 7 missing, same-second-later (01): permanently lost',
        '    people <4711> is not there',
        '    and 6 more',
        '    #31 2026-01-01T02:15:00Z GET /people?a=`b`: asked for later ones',
        '    Ask with >= | 100%.',
      ].join('\n'),
    );
    expect(text).toContain(
      [
        'card: 1 pass 1 warn 1 fail',
        '',
        '  completeness  ✓ asks-again        all is well (#1, #2)',
        '  politeness    ✗ backs-off         at once, again: 1,2 (#3)',
        '                ! asks-few-at-once  many (#4)',
        '  state         · overlaps          not seen: one sync',
      ].join('\n'),
    );
  });

  it('as annotations has a line for each finding and for each check that is not passed', () => {
    expect(presentGithub(REPORT).split('\n')).toEqual([
      '::error title=same-second-later (01)::7 rows of tester.user missing: permanently lost%0Apeople <4711> is not there%0AAsk with >= | 100%25.',
      '::error title=politeness%3A backs-off::at once, again: 1,2',
      '::warning title=politeness%3A asks-few-at-once::many',
      '',
    ]);
  });

  it('as JUnit has a case for each check of the card', () => {
    const junit = presentJunit(REPORT);
    expect(junit).toContain('<testsuite name="report card" tests="4" failures="1" errors="0" skipped="1">');
    expect(junit).toContain('classname="report card.completeness" name="asks-again"/>');
    expect(junit).toContain('<failure type="backs-off" message="at once, again: 1,2">at once, again: 1,2 #3');
    expect(junit).toContain('<system-out>warning: many #4</system-out>');
    expect(junit).toContain('name="overlaps"><skipped message="one sync"/>');
    expect(junit).toContain('#31 2026-01-01T02:15:00Z GET /people?a=`b`: asked for later ones');
  });

  it('as Markdown has tables, and nothing of a row is markup', () => {
    const markdown = presentMarkdown(REPORT);
    expect(markdown).toContain('| tester.user | people | 9993 | 7 missing, 2 stale |');
    expect(markdown).toContain('| tester.other |  |  | not compared: it is empty |');
    expect(markdown).toContain('### same-second-later (01)');
    expect(markdown).toContain('- people \\<4711\\> is not there');
    expect(markdown).toContain('- #31 2026-01-01T02:15:00Z `` GET /people?a=`b` ``: asked for later ones');
    expect(markdown).toContain('### card: 1 pass 1 warn 1 fail');
    expect(markdown).toContain('| backs-off | fail | at once, again: 1,2 | \\#3 |');
  });
});
