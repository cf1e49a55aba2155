import { afterAll, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario, Step } from '../../trial/scenario.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { mutants, subjectOf } from './mutants/mutants.ts';

const MINUTE = 60_000;
const [scenario] = chosenScenarios(await readScenarios('scenarios'), ['over-fetch']) as [Scenario];
const worlds = await openTrialWorlds({ services: ['api'] });
afterAll(async () => await worlds[Symbol.asyncDispose]());

it.each<[string, readonly Step[], string, string]>([
  ['is convicted where it syncs again', ['sync', { clock: 5 * MINUTE }, 'sync'], 'convicted', 'fail'],
  ['is not convicted in its first sync', ['sync'], 'passed', 'not seen'],
])(
  'a connector that asks since the beginning %s, as its card says',
  async (_what, steps, outcome, result) => {
    const mutant = mutants(1).find((one) => one.scenario === 'over-fetch');
    if (!mutant) throw new Error('There is no connector that reads everything again.');
    const make = subjectOf(mutant);
    const reads = await findReads(make, worlds);
    const verdict = await runTrial({ ...scenario, steps }, make, { reads, worlds });
    if (!('card' in verdict)) throw new Error(verdict.reason);
    const line = verdict.card.find(({ name }) => name === 'fetches-what-changed');
    const found = verdict.findings.filter(({ cause }) => cause === 'over-fetch');
    expect([verdict.outcome, line?.result]).toEqual([outcome, result]);
    expect(found.map(({ what, evidence }) => [what, evidence.map(({ request }) => request)])).toEqual(
      outcome === 'convicted' ? [[line?.says, line?.requests]] : [],
    );
  },
);
