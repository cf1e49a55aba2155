import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { publicExamples } from '../../connectors/examples.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import { reportPage } from '../../trial/report/report-page.ts';
import { type Report, reportedExample, shortened } from '../../trial/report/reported.ts';
import { hasTimedOut, type TestedScenario } from '../../trial/report/test-document.ts';

const scenarios = await readScenarios('scenarios');
const lost = (cause: string, what: string, more = {}) => ({ cause, verdict: 'permanent', what, ...more });

const TESTED: readonly TestedScenario[] = [
  { number: 1, outcome: 'passed', isMet: true },
  { number: 2, outcome: 'passed', isMet: false },
  { number: 3, outcome: 'not concerned' },
  {
    number: 6,
    outcome: 'convicted',
    isMet: true,
    findings: [
      lost('late-commit', '1 stale'),
      lost('served-old', '2 stale', { verdict: 'transient' }),
      lost('deletes-unseen', '3 extra', { judgedBy: '34' }),
    ],
  },
  { number: 34, outcome: 'convicted', isMet: true, findings: [lost('deletes-unseen', '14 extra')] },
  { number: 36, outcome: 'convicted', isMet: true, findings: [lost('deletes-unseen', '9 extra')] },
  { number: 41, outcome: 'convicted', isMet: true, findings: [lost('drift', '20 column')] },
  { number: 16, outcome: 'failed to sync', findings: [], failure: 'It ended with 1: broken\nlog' },
  { number: 31, outcome: 'failed to sync', findings: [], failure: 'It ended with 1: broken\nother log' },
];

const PAGE = reportPage(
  {
    tried: '2026-11-28',
    tree: { repository: 'owner/name', commit: 'abc', date: '2026-07-23' },
    sdk: '3.0.0',
    examples: [
      { path: 'b', failure: 'no such method' },
      { path: 'c', unjudged: 'its keys are its own.' },
      reportedExample('a', { scenarios: TESTED }),
    ],
  },
  scenarios,
);

describe('the page of the public examples', () => {
  it.each([
    ['of what it is', /^- examples: \[owner\/name\]\(\S+\), abc of 2026-07-23$/m],
    [
      'how an example has come through: not met is not passed',
      /^\| \[a\]\(https:\/\/github.com\/owner\/name\/tree\/abc\/examples\/a\) \| 1 \| \[06\], \[34\], \[36\], \[41\] \| \[16\], \[31\] \| 2 \|$/m,
    ],
    ['what was lost, once for each scenario', /^- a: 14 extra in \[34\], and in \[36\]$/m],
    ['where a scenario is', /^\[34\]: scenarios.md#34-deletes-that-nobody-asks-for$/m],
    ['a column', /^- a: 20 values of a column in \[41\]/m],
    ['what fails by itself', /^- \[b\]\(\S+\): `no such method`$/m],
    ['what is not judged', /^- \[c\]\(\S+\): its keys are its own\.$/m],
    ['what a failed sync says, once', /^- a, in \[16\], \[31\]: `It ended with 1: broken`$/m],
  ])('says %s', (_what, line) => {
    expect(PAGE).toMatch(line);
  });

  it('has causes in the order of the scenarios, and nothing that is mended or judged elsewhere', () => {
    expect([...PAGE.matchAll(/^### (.*)$/gm)].map(([, cause]) => cause)).toEqual([
      'late-commit',
      'deletes-unseen',
      'drift',
    ]);
    expect(PAGE).not.toContain('3 extra');
  });

  it('cannot be made of scenarios that there are no more', () => {
    const examples = [reportedExample('a', { scenarios: [{ number: 99, outcome: 'convicted' }] })];
    const report: Report = { tried: '', tree: { repository: '', commit: '', date: '' }, sdk: '', examples };
    expect(() => reportPage(report, scenarios)).toThrow(/There is no scenario 99\. Try the examples again\./);
  });
});

it.each([
  ['ports', 'no answer from http://127.0.0.1:46123/x', 'no answer from http://127.0.0.1/x'],
  ['temporary files', 'no /tmp/playground-run-x1/home/a', 'no …/home/a'],
  [
    'how many bytes had come',
    'IncompleteRead(12 bytes read, 7 more expected)',
    'IncompleteRead(… bytes read)',
  ],
  ['parts of a millisecond', 'after 1017.277 ms', 'after 1017 ms'],
  ['other lines', 'one\ntwo', 'one'],
  ['what is long', 'x'.repeat(500), `${'x'.repeat(160)}…`],
])('what a sync says is kept without %s', (_what, said, kept) => {
  expect(shortened(said)).toBe(kept);
});

it.each<[outcome: string, scenario: Partial<TestedScenario>, timedOut: boolean]>([
  ['a sync that took too long', { failure: 'It had not ended after 600 s.' }, true],
  [
    'one that convicts',
    { findings: [lost('over-fetch', 'the last sync failed: It had not ended after 600 s.')] },
    true,
  ],
  ['another failure', { failure: 'It ended with 1: x' }, false],
])('%s is tried again or kept', (_outcome, scenario, timedOut) => {
  expect(hasTimedOut({ scenarios: [{ number: 1, outcome: 'failed to sync', ...scenario }] })).toBe(timedOut);
});

describe('docs/report.md', () => {
  it('is made of docs/report.json', async () => {
    const report = JSON.parse(await readFile('docs/report.json', 'utf8')) as Report;
    expect(await readFile('docs/report.md', 'utf8')).toBe(reportPage(report, scenarios));
    const known = publicExamples.map(({ path }) => path);
    expect(report.examples.map(({ path }) => path).filter((one) => !known.includes(one))).toEqual([]);
    expect(report.examples.length).toBeGreaterThan(20);
  });

  it('names no cause that docs/causes.md and the scenarios do not', async () => {
    const causes = await readFile('docs/causes.md', 'utf8');
    const report = JSON.parse(await readFile('docs/report.json', 'utf8')) as Report;
    const named = report.examples.flatMap((one) => ('findings' in one ? one.findings : []));
    const isDescribed = (cause: string): boolean =>
      causes.includes(`\`${cause}\``) || scenarios.some(({ expect: { causes } }) => causes.includes(cause));
    expect(named.map(({ cause }) => cause).filter((cause) => !isDescribed(cause))).toEqual([]);
  });
});
