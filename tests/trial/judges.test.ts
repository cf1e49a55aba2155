import { afterAll, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { judged, judgesAmong, leftToJudge } from '../../trial/judges.ts';
import { withKnown } from '../../trial/known.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { runTrial } from '../../trial/run-trial.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import type { TrialFinding, TrialVerdict, TriedScenario } from '../../trial/verdict.ts';
import { mutants, subjectOf } from './mutants/mutants.ts';

const scenarios = await readScenarios('scenarios');
const worlds = await openTrialWorlds({ services: ['api'] });

afterAll(async () => await worlds[Symbol.asyncDispose]());

/** `deletes-unseen`, `deletes-unseen transient`, `deletes-unseen known`; `failed`: its last sync failed. */
function tried(name: string, ...found: readonly string[]): TriedScenario {
  const [scenario] = chosenScenarios(scenarios, [name]) as [TriedScenario['scenario']];
  const number = scenario.number ?? 0;
  const findings = found.filter((one) => one !== 'failed').map((one) => findingOf(number, one));
  const outcome = found.includes('failed') ? 'failed to sync' : 'passed';
  const verdict: TrialVerdict = { outcome, findings, isMet: true, failure: undefined, card: [] };
  const known = found.filter((one) => one.endsWith(' known')).map((one) => findingOf(number, one).id);
  return withKnown(scenario, verdict, known);
}

function findingOf(number: number, written: string): TrialFinding {
  const [cause = '', how] = written.split(' ');
  return {
    ...{ id: `${String(number).padStart(2, '0')}-${cause.replaceAll('-', '')}`, cause, table: 'user' },
    ...{
      verdict: how === 'transient' ? 'transient' : 'permanent',
      what: '1 extra',
      advice: 'Look.',
      evidence: [],
    },
  };
}

const shown = ({ verdict }: TriedScenario): string =>
  'findings' in verdict
    ? [
        verdict.outcome,
        ...verdict.findings.flatMap(({ cause, judgedBy }) => (judgedBy ? `${cause} by ${judgedBy}` : [])),
      ].join(', ')
    : verdict.outcome;

it.each<[what: string, all: readonly TriedScenario[], outcomes: readonly string[]]>([
  ['its own', [tried('34', 'deletes-unseen')], ['convicted']],
  [
    'what another is about and has found',
    [tried('04', 'deletes-unseen'), tried('34', 'deletes-unseen')],
    ['passed, deletes-unseen by 34', 'convicted'],
  ],
  [
    'its own beside what another is about',
    [tried('06', 'late-commit', 'deletes-unseen'), tried('34', 'deletes-unseen')],
    ['convicted, deletes-unseen by 34', 'convicted'],
  ],
  ['what another is about that is not tried', [tried('04', 'deletes-unseen')], ['convicted']],
  [
    'what another is about and has not found',
    [tried('04', 'deletes-unseen'), tried('34')],
    ['convicted', 'passed'],
  ],
  [
    'what another is about and has found for a while',
    [tried('04', 'deletes-unseen'), tried('34', 'deletes-unseen transient')],
    ['convicted', 'passed'],
  ],
  [
    'what another could not find because its last sync failed',
    [tried('04', 'deletes-unseen'), tried('34', 'failed')],
    ['convicted', 'failed to sync'],
  ],
  [
    'what is known in the one that is about it',
    [tried('04', 'deletes-unseen'), tried('34', 'deletes-unseen known')],
    ['passed, deletes-unseen by 34', 'known'],
  ],
  [
    'what is known in the one that is not about it',
    [tried('04', 'deletes-unseen known'), tried('34', 'deletes-unseen')],
    ['passed, deletes-unseen by 34', 'convicted'],
  ],
  [
    'what no scenario is about',
    [tried('04', 'unknown'), tried('34', 'unknown', 'deletes-unseen')],
    ['convicted', 'convicted'],
  ],
  [
    'what did not last',
    [tried('04', 'deletes-unseen transient'), tried('34', 'deletes-unseen')],
    ['passed', 'convicted'],
  ],
])('a scenario judges %s', (_what, all, outcomes) => {
  expect(judged(all).map(shown)).toEqual(outcomes);
});

it('expects of each scenario that is tried that it judges what it is about, before all have ended', () => {
  const found = tried('04', 'deletes-unseen');
  const among = (...numbers: string[]) => judgesAmong(chosenScenarios(scenarios, numbers));
  expect(shown(leftToJudge(found, among('04', '34')))).toBe('passed, deletes-unseen by 34');
  expect(shown(leftToJudge(found, among('04', '06')))).toBe('convicted');
});

it('counts nothing known as missed that is judged in another scenario', () => {
  const all = judged([tried('04', 'deletes-unseen known'), tried('34', 'deletes-unseen')]);
  expect(all.map(({ vanished }) => vanished)).toEqual([[], []]);
});

it('tells a connector that asks for no deletes so once, and by each scenario that is tried without the one about it', async () => {
  const mutant = mutants(1).find(({ scenario }) => scenario === 'deletes-unseen');
  if (!mutant) throw new Error('There is no connector that asks for no deletes.');
  const make = subjectOf(mutant);
  const reads = await findReads(make, worlds);
  const all = await Promise.all(
    chosenScenarios(scenarios, ['deletes-unseen', 'undelete']).map(async (scenario) => ({
      scenario,
      verdict: await runTrial(scenario, make, { reads, worlds }),
      vanished: [],
    })),
  );
  expect(judged(all).map(shown)).toEqual(['convicted', 'passed, deletes-unseen by 34']);
  expect(judged(all.slice(1)).map(shown)).toEqual(['convicted']);
});
