import { hasPlaces } from './fill-in.ts';
import type { Scenario } from './scenario.ts';

/** Whether a scenario asks what a connector reads: it does not concern every one, or has places to be filled. */
export function dependsOnReads({ needs, plan, steps }: Scenario): boolean {
  return needs.length > 0 || hasPlaces([plan, steps]);
}
