import type { RouteAbility } from '../core/faults/ability.ts';
import type { EffectTerm } from '../core/faults/effects.ts';
import { PAGE_EFFECTS } from '../core/faults/page-effects.ts';
import type { Resource, SourceDeclaration } from './declaration.ts';
import { shortNameOf } from './short-name.ts';

/** What every list can be made to do. */
const OF_LISTS: readonly EffectTerm[] = [
  ...PAGE_EFFECTS,
  'short',
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
    about: shortNameOf({ name }),
    effects: paging.by === 'cursor' ? [...OF_LISTS, 'expire: scroll'] : OF_LISTS,
    on: [...(since ? (['since'] as const) : []), ...(paging.by === 'none' ? [] : (['page'] as const))],
  };
}
