import { expect, it } from '@jest/globals';
import { PlaygroundError } from '../../../core/playground-error.ts';
import { parseScenario } from '../../../trial/parse-scenario.ts';
import type { Scenario } from '../../../trial/scenario.ts';
import { shrink } from '../../../trial/shrink/shrink.ts';
import type { TrialFinding, TrialVerdict } from '../../../trial/verdict.ts';

const SCENARIO = parseScenario(
  `scenario: my-own
needs: [pages]
world: { records: 300, classes: [late, silent] }
plan:
  - { on: { route: $route, page: 3 }, do: { status: 500 }, times: 20 }
  - { on: { object: $object }, do: { status: 500 } }
then: [sync, { kill: { route: $route, page: 2 } }, { clock: +5m }, heal, sync]
expect: { causes: [late-commit, error-is-the-end] }
`,
  'own.yaml',
);

const FINDING: TrialFinding = {
  id: 'my-own-00000000',
  cause: 'error-is-the-end',
  verdict: 'permanent',
  table: 'user',
  what: '9 missing',
  advice: 'Ask again.',
  evidence: [],
};

const OPTIONS = { places: { $route: 'people' } };

/** A connector of which this is found where a scenario has what is needed for it. */
const guilty =
  (isNeeded: (scenario: Scenario) => boolean, seen: Scenario[] = []) =>
  async (scenario: Scenario): Promise<TrialVerdict> => {
    seen.push(scenario);
    const findings = isNeeded(scenario) ? [FINDING] : [];
    return {
      outcome: findings.length > 0 ? 'convicted' : 'passed',
      findings,
      isMet: true,
      failure: undefined,
      card: [],
    };
  };

it('keeps what is needed, and fills places', async () => {
  const shrunk = await shrink(
    SCENARIO,
    FINDING,
    guilty(({ plan, steps, world }) => plan.length > 0 && steps.length > 1 && world.records >= 40),
    OPTIONS,
  );
  expect(shrunk?.scenario).toMatchObject({
    needs: [],
    world: { preset: 'still', classes: [] },
    plan: [{ on: { route: 'people', page: 1 }, do: { status: 500 } }],
    expect: { causes: ['error-is-the-end'], mustSucceed: false },
  });
  expect(shrunk?.scenario.steps).toHaveLength(2);
  expect(shrunk?.scenario.plan).toEqual([{ on: { route: 'people', page: 1 }, do: { status: 500 } }]);
  expect(shrunk).toMatchObject({ isSmallest: true });
});

it('tries nothing twice, and no more often than it may', async () => {
  for (const mostTries of [1, 5, 12]) {
    const seen: Scenario[] = [];
    const shrunk = await shrink(
      SCENARIO,
      FINDING,
      guilty(() => true, seen),
      { ...OPTIONS, mostTries },
    );
    expect(seen.length).toBeLessThanOrEqual(mostTries);
    expect(shrunk?.tries).toBe(seen.length);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(seen.length);
  }
  const few = await shrink(
    SCENARIO,
    FINDING,
    guilty(() => true),
    { ...OPTIONS, mostTries: 2 },
  );
  expect(few?.isSmallest).toBe(false);
});

it.each<[string, (scenario: Scenario) => Promise<TrialVerdict>]>([
  ['nothing is found', guilty(() => false)],
  [
    'it is found, and not for good',
    async () => ({
      outcome: 'convicted',
      findings: [{ ...FINDING, verdict: 'not yet known' }],
      isMet: true,
      failure: undefined,
      card: [],
    }),
  ],
  ['it does not concern the connector', async () => ({ outcome: 'not concerned', reason: 'It is not.' })],
])('has no smaller one where %s at the second time', async (_what, tryIn) => {
  expect(await shrink(SCENARIO, FINDING, tryIn, OPTIONS)).toBeUndefined();
});

it('goes on where there is no world of so few rows, and not where something else fails', async () => {
  const found = guilty(({ world }) => world.records >= 10);
  const shrunk = await shrink(
    SCENARIO,
    FINDING,
    async (one) => {
      if (one.world.records < 10) throw new PlaygroundError('ERR_BAD_OPTION', 'There is no such world.');
      return await found(one);
    },
    OPTIONS,
  );
  expect(shrunk?.scenario.world.records).toBeLessThan(13);
  const failing = shrink(
    SCENARIO,
    FINDING,
    async () => {
      throw new Error('It was interrupted.');
    },
    OPTIONS,
  );
  await expect(failing).rejects.toThrow('It was interrupted.');
});

it('leaves pages and rows as they are where a connector must get over what happens', async () => {
  const mustSucceed = { ...SCENARIO, expect: { causes: ['exact-multiple'], mustSucceed: true } };
  const shrunk = await shrink(
    mustSucceed,
    FINDING,
    guilty(({ expect: { mustSucceed: must }, plan }) => must && plan.length > 0),
    OPTIONS,
  );
  expect(shrunk?.scenario.world.records).toBe(300);
  expect(shrunk?.scenario.plan).toMatchObject([{ on: { page: 3 } }]);
});
