import { afterAll, expect, it } from '@jest/globals';
import { convicting } from '../../../trial/convicting.ts';
import { findReads } from '../../../trial/find-reads.ts';
import { parseScenario } from '../../../trial/parse-scenario.ts';
import { chosenScenarios, readScenarios } from '../../../trial/read-scenarios.ts';
import { runTrial } from '../../../trial/run-trial.ts';
import type { Scenario } from '../../../trial/scenario.ts';
import type { TryIn } from '../../../trial/shrink/search.ts';
import { MOST_TRIES, shrink } from '../../../trial/shrink/shrink.ts';
import { openTrialWorlds } from '../../../trial/trial-worlds.ts';
import type { TrialFinding } from '../../../trial/verdict.ts';
import { writtenScenario } from '../../../trial/written-scenario.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutants, subjectOf } from '../mutants/mutants.ts';

const scenarios = await readScenarios('scenarios');
const worlds = await openTrialWorlds({ services: ['api'] });

afterAll(async () => await worlds[Symbol.asyncDispose]());

/** What is found of a mutant, made smaller; the finding is the first that convicts. */
async function shrunkFor(mutant: Mutant) {
  const [scenario] = chosenScenarios(scenarios, [mutant.scenario]) as [Scenario];
  const make = subjectOf(mutant);
  const reads = await findReads(make, worlds);
  const tryIn: TryIn = (one, longestSyncMs) => runTrial(one, make, { reads, worlds, longestSyncMs });
  const [finding] = convicting({ verdict: await tryIn(scenario) });
  if (!finding) throw new Error(`${mutant.scenario} finds nothing.`);
  const shrunk = await shrink(scenario, finding, tryIn, reads);
  if (!shrunk) throw new Error(`${finding.cause} is not found again.`);
  return { scenario, finding, shrunk, tryIn };
}

/** One that reads nothing of what a connector reads. */
const NO_READS = { needs: [], places: {} };

/** One of each kind of scenario; all of them take minutes. */
const SHOWN = [
  'same-second-later',
  'tie-across-pages',
  'no-stamp',
  'silent-change',
  'rows-move-under-offset',
  'error-is-the-end',
  'exact-multiple',
  'result-window',
  'retry-after',
];

it.each(mutants(1).filter(({ scenario }) => SHOWN.includes(scenario)))(
  'shows $scenario in at most ten lines that convict again',
  async (mutant) => {
    const { scenario, finding, shrunk } = await shrunkFor(mutant);
    const written = writtenScenario(shrunk.scenario, 'What was found.');
    expect(written.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    const read = parseScenario(written, 'found.yaml');
    expect(read).toEqual(shrunk.scenario);
    const again = await runTrial(read, subjectOf(mutant), { reads: NO_READS, worlds });
    if (again.outcome !== 'convicted') throw new Error(JSON.stringify(again));
    expect(again.findings).toContainEqual(
      expect.objectContaining({
        id: finding.id,
        table: finding.table,
        cause: finding.cause,
        verdict: finding.verdict,
      }),
    );
    expect(read.world.records).toBeLessThanOrEqual(scenario.world.records);
    expect(shrunk.tries).toBeLessThanOrEqual(MOST_TRIES);
  },
  120_000,
);

it('tells by ten lines which page a connector takes for the end', async () => {
  const mutant = mutants(1).find(({ scenario }) => scenario === 'error-is-the-end') as Mutant;
  const { shrunk } = await shrunkFor(mutant);
  expect(writtenScenario(shrunk.scenario)).toBe(`scenario: error-is-the-end
number: 16
world: { preset: still, records: 102 }
plan:
  - { on: { route: pagination_offset, page: 2 }, do: { status: 500 } }
then: [ sync, heal, sync ]
expect: { causes: [ error-is-the-end ] }
`);
  expect(shrunk.finding).toMatchObject({ verdict: 'permanent', table: 'user', what: '50 missing' });
  expect(shrunk.finding.evidence[0]).toMatchObject({
    request: expect.any(Number),
    asked: expect.stringMatching(/^GET \/pagination\/offset\?limit=50&offset=50/),
    note: expect.stringContaining('500'),
  });
}, 120_000);

it.each<[string, TrialFinding['verdict']]>([
  ['sync, heal, sync', 'permanent'],
  ['sync, heal', 'not yet known'],
  ['sync', 'not yet known'],
])('a loss after %s is %s', async (steps, verdict) => {
  const { sync } = mutants(1).find(({ scenario }) => scenario === 'error-is-the-end') as Mutant;
  const scenario = parseScenario(
    `scenario: my-own
world: { preset: still, records: 110 }
plan: [{ on: { page: 2 }, do: { status: 500 } }]
then: [${steps}]
expect: { causes: [error-is-the-end] }
`,
    'own.yaml',
  );
  const tried = await runTrial(scenario, subjectOf({ sync }), { reads: NO_READS, worlds });
  expect(convicting({ verdict: tried }).map((one) => [one.cause, one.verdict])).toEqual([
    ['error-is-the-end', verdict],
  ]);
});
