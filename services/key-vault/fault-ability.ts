import type { Ability } from '../../core/faults/ability.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';
import { identityRoutes } from './identity/routes.ts';
import { vaultRoutes } from './vault/routes.ts';

/** The route that hands out tokens. */
const TOKEN = /token/i;

/** What the vault and the identity platform can be made to do. */
export const keyVaultAbility: Ability = {
  effects: HTTP_EFFECTS,
  on: HTTP_CONDITIONS,
  routes: {
    ...Object.fromEntries(vaultRoutes.map(({ name }) => [name, { about: 'secrets' }])),
    ...Object.fromEntries(
      identityRoutes.map(({ name }) => [name, TOKEN.test(name) ? { about: 'token' } : {}]),
    ),
  },
};
