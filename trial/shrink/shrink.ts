import { filledIn, filledOccurrence } from '../fill-in.ts';
import type { Scenario, Step } from '../scenario.ts';
import type { TrialFinding } from '../verdict.ts';
import { earlierOccurrences } from './earlier.ts';
import { fewestOf, leastOf } from './fewest.ts';
import { Search, type TryIn } from './search.ts';

/** With two syncs of two seconds each, some three minutes. */
export const MOST_TRIES = 40;

export interface ShrinkOptions {
  /** What stands in for `$route` and the like. */
  readonly places: Readonly<Record<string, string>>;
  /** How many times a scenario is tried at most. Default: {@link MOST_TRIES}. */
  readonly mostTries?: number;
}

/** The smallest scenario that was found in which the same is wrong. */
export interface Shrunk {
  /** Depends on nothing that a connector reads: all places are filled. */
  readonly scenario: Scenario;
  /** As it was found in that. */
  readonly finding: TrialFinding;
  readonly tries: number;
  /** Whether all that could make it smaller was tried. */
  readonly isSmallest: boolean;
}

/**
 * Makes a scenario in which something was found as small as it can be with the same found in it: fewer steps, entries of the
 * plan, classes of rows and rows, and earlier pages. Each try is a trial of its own.
 *
 * @returns undefined where it is not found again, so that there is nothing to go by
 */
export async function shrink(
  scenario: Scenario,
  finding: TrialFinding,
  tryIn: TryIn,
  { places, mostTries = MOST_TRIES }: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const whole = standingAlone(scenario, finding, places);
  const search = new Search(whole, finding, tryIn, mostTries);
  if (!(await search.isFoundWith({}))) return undefined;
  for (let before: Scenario | undefined; before !== search.smallest; ) {
    before = search.smallest;
    await makeSmaller(search);
  }
  return {
    scenario: search.smallest,
    finding: search.finding,
    tries: search.tries,
    isSmallest: !search.isCutShort,
  };
}

/** A scenario that is about one finding of one connector. */
function standingAlone(scenario: Scenario, finding: TrialFinding, places: ShrinkOptions['places']): Scenario {
  const { number, name, world, plan, steps, expect } = scenario;
  return {
    ...{ number, name, world },
    ...{ title: name, why: '', cases: [], needs: [] },
    plan: filledIn(plan, places),
    steps: steps.map((step) => filledStep(step, places)),
    expect: { causes: [finding.cause], mustSucceed: expect.mustSucceed },
  };
}

/** A sync that nothing can end is a sync. */
function filledStep(step: Step, places: ShrinkOptions['places']): Step {
  if (typeof step === 'string' || !('kill' in step)) return step;
  const [kill] = step.kill.flatMap((on) => filledOccurrence(on, places) ?? []);
  return kill === undefined ? 'sync' : { kill: [kill] };
}

/** What makes every later try quicker comes first. */
async function makeSmaller(search: Search): Promise<void> {
  await fewestOf(
    search.smallest.steps,
    async (steps) => steps.includes('sync') && (await search.isFoundWith({ steps })),
  );
  await fewestOf(search.smallest.plan, (plan) => search.isFoundWith({ plan }));
  await simplerWorld(search);
  const { expect } = search.smallest;
  if (expect.mustSucceed) await search.isFoundWith({ expect: { ...expect, mustSucceed: false } });
  // What a connector must get over depends on where it is: on the page after the last, and not on the first.
  if (search.smallest.expect.mustSucceed) return;
  await earlierOccurrences(search);
  await leastOf(1, search.smallest.world.records, (records) => isFoundInWorld(search, { records }));
}

async function simplerWorld(search: Search): Promise<void> {
  const { preset, anchor, tables } = search.smallest.world;
  if (preset !== 'still') await isFoundInWorld(search, { preset: 'still', classes: [] });
  await fewestOf(search.smallest.world.classes, (classes) => isFoundInWorld(search, { classes }));
  if (tables.length > 0) await isFoundInWorld(search, { tables: [] });
  if (anchor !== undefined) await isFoundInWorld(search, { anchor: undefined });
}

function isFoundInWorld(search: Search, change: Partial<Scenario['world']>): Promise<boolean> {
  return search.isFoundWith({ world: { ...search.smallest.world, ...change } });
}
