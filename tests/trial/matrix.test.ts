import { afterAll, describe, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import type { MakeSubject } from '../../trial/subject.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import type { TrialVerdict } from '../../trial/verdict.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutants, subjectOf } from './mutants/mutants.ts';
import { RIGHT } from './mutants/right.ts';

const scenarios = await readScenarios('scenarios');
const worlds = await openTrialWorlds({ services: ['api'] });

afterAll(async () => await worlds[Symbol.asyncDispose]());

/** What cannot be run here: refused by name, and never shown as passed. */
const NOT_HERE: Readonly<Record<string, RegExp>> = {
  'short-page': /api's pagination_next_page_url cannot do 'short'/,
  'parent-and-child': /the world has no tables of children/,
  numbers: /the world has no tables of numbers/,
  looks: /the world has no tables of looks/,
  names: /the world has no tables of names/,
};

function named(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`There is no scenario '${name}'.`);
  return found;
}

async function tryIn(scenario: Scenario, make: MakeSubject): Promise<TrialVerdict> {
  return await runTrial(scenario, make, { reads: await findReads(make, worlds), worlds });
}

/** What must be the same in every run: the outcome, and which causes are how lasting. */
function shown(verdict: TrialVerdict): string {
  if (!('findings' in verdict)) return verdict.outcome;
  const causes = verdict.findings.map(({ cause, verdict: lasting }) => `${cause} ${lasting}`);
  return [verdict.outcome, ...new Set(causes.sort())].join(', ');
}

describe('a connector with one bug', () => {
  it.each(mutants(1))('is convicted of $scenario', async (mutant) => {
    const scenario = named(mutant.scenario);
    const verdict = await tryIn(scenario, subjectOf(mutant));
    if (verdict.outcome !== 'convicted') throw new Error(JSON.stringify(verdict));
    const causes = verdict.findings.map(({ cause }) => cause);
    expect(causes.filter((cause) => scenario.expect.causes.includes(cause))).not.toEqual([]);
    expect(causes).not.toContain('unknown');
    for (const { advice, what } of verdict.findings) expect([advice, what]).not.toContain('');
  });

  // One that is read by pages beside each other meets the same faults, in whatever order they come.
  it.each(mutants(1))(
    'is convicted of $scenario in every run alike, with 1, 4 and 16 threads',
    async (mutant) => {
      const verdicts = [];
      for (const threads of [1, 1, 4, 16]) {
        const same = mutants(threads).find(({ scenario }) => scenario === mutant.scenario) as Mutant;
        verdicts.push(shown(await tryIn(named(mutant.scenario), subjectOf(same))));
      }
      expect(new Set(verdicts)).toEqual(new Set([verdicts[0]]));
    },
  );
});

describe.each(Object.keys(RIGHT))('%s', (name) => {
  const make = subjectOf({ sync: RIGHT[name] as Mutant['sync'] });

  it.each(scenarios)('is not convicted of $name', async (scenario) => {
    const verdict = await tryIn(scenario, make);
    if (verdict.outcome === 'convicted') throw new Error(JSON.stringify(verdict.findings));
    if (verdict.outcome === 'cannot be run') expect(verdict.reason).toMatch(NOT_HERE[scenario.name] ?? /^$/);
  });
});

it('has a connector for every scenario that concerns the API and can be run, and the others by name', () => {
  const missing = scenarios
    .map(({ name }) => name)
    .filter((name) => !mutants(1).some((one) => one.scenario === name));
  expect(missing).toEqual([
    'parent-and-child',
    'numbers',
    'looks',
    'names',
    'objects',
    'snapshot-then-stream',
  ]);
});
