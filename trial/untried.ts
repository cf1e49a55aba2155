import { filledIn } from './fill-in.ts';
import { lackingNeeds, type Reads } from './reads.ts';
import { NEEDS, type Scenario } from './scenario.ts';
import type { TrialVerdict } from './verdict.ts';

/** Why a connector that reads this is not tried in a scenario; undefined where it is. */
export function untried(scenario: Scenario, reads: Reads): TrialVerdict | undefined {
  const lacking = lackingNeeds(scenario, reads);
  if (lacking.length > 0) {
    return {
      outcome: 'not concerned',
      reason: `It does not read ${lacking.map((need) => NEEDS[need]).join(', or ')}.`,
    };
  }
  if (scenario.plan.length > 0 && filledIn(scenario.plan, reads.places).length === 0)
    return { outcome: 'not concerned', reason: 'It reads nothing that the plan is about.' };
  return undefined;
}

export function cannotBeRun(what: string): TrialVerdict {
  return { outcome: 'cannot be run', reason: `It cannot be run here yet: ${what}` };
}
