import type { Route } from '../route.ts';
import { backUp, restore } from './backups.ts';
import { getDeleted, listDeleted, purgeDeleted, recoverDeleted } from './deleted-secrets.ts';
import {
  deleteSecret,
  getSecret,
  getSecretVersion,
  listSecrets,
  listVersions,
  setSecret,
  updateLatest,
  updateSecret,
} from './secrets.ts';

/** The secrets of Key Vault: https://learn.microsoft.com/rest/api/keyvault/secrets */
export const vaultRoutes: readonly Route[] = [
  listSecrets,
  setSecret,
  getSecret,
  listVersions,
  getSecretVersion,
  updateLatest,
  updateSecret,
  deleteSecret,
  backUp,
  restore,
  listDeleted,
  getDeleted,
  recoverDeleted,
  purgeDeleted,
];
