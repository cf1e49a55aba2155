import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findReads } from '../../trial/find-reads.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import type { Reads } from '../../trial/reads.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { type Mutant, titled } from './mutants/mutant.ts';
import { subjectOf } from './mutants/mutants.ts';
import { OF_LOGS, RIGHT_OF_LOGS } from './mutants/of-logs.ts';
import { OF_STATEMENTS } from './mutants/of-statements.ts';
import { OF_PEOPLE, RIGHT_OF_DATABASE } from './mutants/people-table.ts';

const scenarios = await readScenarios('scenarios');
const worlds = await openTrialWorlds({ services: ['postgres'] });

afterAll(async () => await worlds[Symbol.asyncDispose]());

const PLACES: Readonly<Record<string, object>> = {
  'keyset of a database with an overlap': { $table: 'people', $query: 'SELECT * FROM people *' },
  'full refresh by a cursor of a database': { $table: 'people', $query: 'FETCH*' },
  'the log after a snapshot': { $table: 'people', $query: 'SELECT * FROM people*' },
};

describe('a connector of a database with one bug', () => {
  it.each(titled([...OF_STATEMENTS, ...OF_LOGS]))('is convicted of %s', async (_title, mutant) => {
    const scenario = scenarios.find(({ name }) => name === mutant.scenario) as Scenario;
    const make = subjectOf(mutant, OF_PEOPLE);
    const verdict = await runTrial(scenario, make, { reads: await findReads(make, worlds), worlds });
    if (verdict.outcome !== 'convicted') throw new Error(JSON.stringify(verdict));
    const causes = verdict.findings.map(({ cause }) => cause);
    expect(causes).not.toContain('unknown');
    expect(causes.filter((cause) => scenario.expect.causes.includes(cause))).not.toEqual([]);
  });
});

const RIGHT = { ...RIGHT_OF_DATABASE, ...RIGHT_OF_LOGS };

describe.each(Object.keys(RIGHT))('%s', (name) => {
  const make = subjectOf({ sync: RIGHT[name] as Mutant['sync'] }, OF_PEOPLE);

  let reads: Reads;
  beforeAll(async () => {
    reads = await findReads(make, worlds);
  });

  it('reads the table by statements', () => {
    expect(reads).toEqual({
      needs: expect.arrayContaining(['rows', 'statements']),
      places: PLACES[name],
    });
  });

  it.each(scenarios)('is not convicted of $name', async (scenario) => {
    const verdict = await runTrial(scenario, make, { reads, worlds });
    if (verdict.outcome === 'convicted') throw new Error(JSON.stringify(verdict.findings));
    expect(verdict.outcome).not.toBe('cannot be run');
  });
});
