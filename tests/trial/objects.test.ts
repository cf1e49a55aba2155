import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import type { Reads } from '../../trial/reads.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { type Mutant, titled } from './mutants/mutant.ts';
import { subjectOf } from './mutants/mutants.ts';
import { OF_OBJECTS, RIGHT_OF_OBJECTS } from './mutants/of-objects.ts';

const scenarios = await readScenarios('scenarios');
const worlds = await openTrialWorlds({ services: ['s3'] });

afterAll(async () => await worlds[Symbol.asyncDispose]());

describe('a connector of an object store with one bug', () => {
  it.each(titled(OF_OBJECTS))('is convicted of %s', async (_title, mutant) => {
    const scenario = scenarios.find(({ name }) => name === mutant.scenario) as Scenario;
    const make = subjectOf(mutant);
    const verdict = await runTrial(scenario, make, { reads: await findReads(make, worlds), worlds });
    if (verdict.outcome !== 'convicted') throw new Error(JSON.stringify(verdict));
    expect(new Set(verdict.findings.map(({ cause }) => cause))).toEqual(new Set(scenario.expect.causes));
  });
});

describe.each(Object.keys(RIGHT_OF_OBJECTS))('%s', (name) => {
  const make = subjectOf({ sync: RIGHT_OF_OBJECTS[name] as Mutant['sync'] });

  let reads: Reads;
  beforeAll(async () => {
    reads = await findReads(make, worlds);
  });

  it.each(scenarios)('is not convicted of $name', async (scenario) => {
    const verdict = await runTrial(scenario, make, { reads, worlds });
    if (verdict.outcome === 'convicted') throw new Error(JSON.stringify(verdict.findings));
    expect(verdict.outcome).toBe(scenario.name === 'objects' ? 'passed' : 'not concerned');
  });
});
