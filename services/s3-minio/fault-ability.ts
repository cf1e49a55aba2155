import type { Ability, RouteAbility } from '../../core/faults/ability.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';
import { type Level, OPERATIONS } from './operations/table.ts';

/** What the object store can be made to do: by operation, and by the key of an object. */
export const s3Ability: Ability = {
  effects: HTTP_EFFECTS,
  on: HTTP_CONDITIONS,
  routes: Object.fromEntries(OPERATIONS.map(([level, , , name]) => [name, abilityOf(level, name)])),
};

function abilityOf(level: Level, name: string): RouteAbility {
  if (level === 'object') return { on: ['object'] };
  return name === 'ListObjects' || name === 'ListObjectsV2' ? { effects: ['stale'] } : {};
}

/** What stands for a store that is MinIO: its clients talk to it, and nobody listens. */
const minioAbility: Ability = {
  ...s3Ability,
  refuse: () =>
    'This object store is MinIO, where no fault can come between. Let the connector read the embedded one (`playground up`, `createPlayground`).',
};

/** The plan of whoever only seeds and resets such a store. */
export function minioFaults(): FaultPlan {
  const plan = new FaultPlan();
  plan.offer('s3', minioAbility);
  return plan;
}
