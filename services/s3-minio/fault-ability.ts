import type { Ability } from '../../core/faults/ability.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';
import { OPERATIONS } from './operations/table.ts';

/** What the object store can be made to do: by operation, and by the key of an object. */
export const s3Ability: Ability = {
  effects: HTTP_EFFECTS,
  on: HTTP_CONDITIONS,
  routes: Object.fromEntries(
    OPERATIONS.map(([level, , , name]) => [name, level === 'object' ? { on: ['object'] as const } : {}]),
  ),
};
