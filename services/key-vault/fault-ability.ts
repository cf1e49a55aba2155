import type { Ability } from '../../core/faults/ability.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';
import { identityRoutes } from './identity/routes.ts';
import { tokenV2 } from './identity/token.ts';
import { vaultRoutes } from './vault/routes.ts';

/** What the vault and the identity platform can be made to do. */
export const keyVaultAbility: Ability = {
  effects: HTTP_EFFECTS,
  on: HTTP_CONDITIONS,
  routes: {
    ...Object.fromEntries(vaultRoutes.map(({ name }) => [name, { about: 'secrets' }])),
    ...Object.fromEntries(identityRoutes.map(({ name }) => [name, {}])),
    // Both versions have this name.
    [tokenV2.name]: { about: 'token' },
  },
};
