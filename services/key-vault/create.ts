import type { Service } from '../../core/service.ts';
import type { CommonSettings, Making } from '../manifest.ts';
import { ownNames } from '../own-names.ts';
import { embeddedKeyVault } from './embedded.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';
import { defaultKeyVaultOptions, PUBLIC_NAMES } from './options.ts';
import type { KeyVaultCredentials } from './settings.ts';

export function create(making: Making<CommonSettings, KeyVaultCredentials>): Service<KeyVaultEndpoints> {
  const { settings, credentials, authority, port, offers } = making;
  const { host, serverNames, journal, faults, clock, logger } = settings;
  return embeddedKeyVault({
    ...defaultKeyVaultOptions,
    world: { name: settings.worldName, doors: settings.doors },
    ...{ host, port, serverNames, journal, faults, clock, logger, ...credentials },
    tls: authority.issue([...PUBLIC_NAMES, ...ownNames(settings)]),
    backupSecret: authority.secretFor('key-vault backups'),
    caFile: authority.caCertificatePath,
    secrets: Object.assign({}, ...offers.map(({ secrets }) => secrets)),
  });
}
