import { presentFault } from '../core/faults/written-fault.ts';
import { hasCode } from '../core/playground-error.ts';
import type { FindCause } from '../verify/causes/cause.ts';
import type { ConductRules } from './conduct/conduct.ts';
import { dropSlots } from './drop-slots.ts';
import { filledIn } from './fill-in.ts';
import type { Reads } from './reads.ts';
import type { Scenario, Step } from './scenario.ts';
import type { MakeSubject } from './subject.ts';
import { Trial } from './trial.ts';
import type { TrialWorld } from './trial-world.ts';
import type { TrialWorlds } from './trial-worlds.ts';
import { cannotBeRun, untried } from './untried.ts';
import type { TrialVerdict } from './verdict.ts';

export interface TrialOptions {
  /** What the connector reads. */
  readonly reads: Reads;
  readonly worlds: TrialWorlds;
  /** How long a sync may take. Default: two minutes. */
  readonly longestSyncMs?: number | undefined;
  /** What explains rows that are wrong. Default: all that is known. */
  readonly causes?: readonly FindCause[] | undefined;
  /** What finds faults of conduct. Default: all that is known. */
  readonly conduct?: ConductRules | undefined;
}

/**
 * Tries a connector in one scenario: in a world of its own it syncs while the plan goes wrong, and once more when it has
 * ended. What is wrong in the destination then convicts it.
 *
 * @param make gives a connector that has never synced
 */
export async function runTrial(
  scenario: Scenario,
  make: MakeSubject,
  { reads, worlds, longestSyncMs, causes, conduct }: TrialOptions,
): Promise<TrialVerdict> {
  const reason = untried(scenario, reads);
  if (reason) return reason;
  const plan = filledIn(scenario.plan, reads.places);
  await using world = await worlds.open(scenario.world);
  await using subject = await make();
  const trial = new Trial({ scenario, world, subject, places: reads.places, longestSyncMs, causes, conduct });
  try {
    world.faults.add(...plan.map(presentFault));
  } catch (error) {
    if (hasCode(error, 'ERR_BAD_OPTION')) return cannotBeRun((error as Error).message);
    throw error;
  }
  for (const step of scenario.steps) await take(step, trial, world);
  return await trial.verdict();
}

async function take(step: Step, trial: Trial, world: TrialWorld): Promise<void> {
  if (step === 'sync') await trial.sync();
  else if (step === 'heal') await trial.heal();
  else if ('clock' in step) await world.clock.advance(step.clock);
  else if ('kill' in step) await trial.killedSync(step.kill);
  else await dropSlots(world.endpoints);
}
