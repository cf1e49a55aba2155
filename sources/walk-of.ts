import type { RouteAbility } from '../core/faults/ability.ts';
import type { EffectTerm } from '../core/faults/effects.ts';
import type { Resource } from './declaration.ts';

/** What every list can be made to do. */
const OF_LISTS: readonly EffectTerm[] = [
  'empty',
  'short',
  'duplicate',
  'shuffle',
  'stale',
  'cap',
  'next: same',
  'next: none',
  'next: other-host',
  'expire: token',
];

/** What a list can be made to do, and by what it is known when. */
export function walkOf({ name, paging, since }: Resource): RouteAbility {
  return {
    about: name.slice(name.indexOf('.') + 1),
    effects: paging.by === 'cursor' ? [...OF_LISTS, 'expire: scroll'] : OF_LISTS,
    on: [...(since ? (['since'] as const) : []), ...(paging.by === 'none' ? [] : (['page'] as const))],
  };
}
