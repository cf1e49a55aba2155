import type { RouteAbility } from '../core/faults/ability.ts';
import type { EffectTerm } from '../core/faults/effects.ts';
import type { Resource, SourceDeclaration } from './declaration.ts';

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

/** As the journal and fault plans call the endpoint that hands out tokens: `acme.token`. */
export function tokenRouteOf({ name }: Pick<SourceDeclaration, 'name'>): string {
  return `${name}.token`;
}

/** What the routes of a source can be made to do besides what any request can. */
export function abilitiesOf(source: SourceDeclaration): Readonly<Record<string, RouteAbility>> {
  const hasTokens = source.auth.some(({ kind }) => kind === 'token');
  return {
    ...(hasTokens && { [tokenRouteOf(source)]: { about: 'token' } }),
    ...Object.fromEntries(source.resources.map((one) => [one.name, walkOf(one)])),
  };
}

/** What a list can be made to do, and by what it is known when. */
function walkOf({ name, paging, since }: Resource): RouteAbility {
  return {
    about: name.slice(name.indexOf('.') + 1),
    effects: paging.by === 'cursor' ? [...OF_LISTS, 'expire: scroll'] : OF_LISTS,
    on: [...(since ? (['since'] as const) : []), ...(paging.by === 'none' ? [] : (['page'] as const))],
  };
}
