import type { Ability, RouteAbility } from '../../../core/faults/ability.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../../core/faults/http-abilities.ts';
import type { Route } from '../route.ts';
import { sourceRoutes } from '../routes/routes.ts';

/** What the API can be made to do: at every route, and besides at those that list something. */
export const apiAbility: Ability = {
  effects: HTTP_EFFECTS,
  on: HTTP_CONDITIONS,
  routes: Object.fromEntries(sourceRoutes.map((route) => [route.name, abilityOf(route)])),
};

function abilityOf({ walk }: Route): RouteAbility {
  if (walk === undefined) return {};
  return {
    about: walk.about,
    ...(walk.effects && { effects: walk.effects }),
    on: [...(walk.since ? (['since'] as const) : []), ...(walk.pageOf ? (['page'] as const) : [])],
  };
}
