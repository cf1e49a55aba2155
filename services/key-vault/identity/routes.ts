import type { Route } from '../route.ts';
import {
  instanceDiscovery,
  keysV1,
  keysV2,
  openIdConfigurationV1,
  openIdConfigurationV2,
} from './discovery.ts';
import { tokenV1, tokenV2 } from './token.ts';

/** What a program needs of the Microsoft identity platform to sign in as itself. */
export const identityRoutes: readonly Route[] = [
  instanceDiscovery,
  openIdConfigurationV2,
  openIdConfigurationV1,
  keysV2,
  keysV1,
  tokenV2,
  tokenV1,
];
