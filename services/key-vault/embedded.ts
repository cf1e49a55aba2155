import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { listen } from '../../core/http-listener.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { createApp } from './app.ts';
import type { KeyVaultEndpoints } from './endpoints.ts';
import { keyVaultAbility } from './fault-ability.ts';
import { createTokenIssuer } from './identity/token-issuer.ts';
import { defaultKeyVaultOptions, type KeyVaultOptions } from './options.ts';
import { requireSecretNames } from './secret-names.ts';
import { backupKeyOf } from './vault/backup.ts';
import { SecretStore } from './vault/secret-store.ts';
import { WAYS } from './ways-to-world.ts';

type Needed = Pick<KeyVaultOptions, 'tls' | 'caFile'>;

/** The vault, and the identity platform that it trusts, in this process. */
export function embeddedKeyVault(options: Needed & Partial<KeyVaultOptions>): Service<KeyVaultEndpoints> {
  return serviceOf('key-vault', () =>
    open(
      withServiceLogger('key-vault', {
        ...defaultKeyVaultOptions,
        journal: new Journal(),
        faults: new FaultPlan(),
        ...options,
      }),
    ),
  );
}

async function open(options: KeyVaultOptions): Promise<Running<KeyVaultEndpoints>> {
  requireSecretNames(Object.keys(options.secrets));
  const store = new SecretStore(options);
  const tokens = await createTokenIssuer(options);
  const app = createApp({
    ...options,
    store,
    tokens,
    backupKey: backupKeyOf(options.backupSecret ?? options.tls.key),
  });
  options.faults.offer('key-vault', keyVaultAbility);
  const { url, close } = await listen('key-vault', app.callback(), {
    ...options,
    entrance: options.world && { ...options.world, ways: WAYS },
    requestTimeoutMs: options.bodyTimeoutMs,
  });
  const { tenantId, clientId, clientSecret, caFile } = options;
  return {
    endpoints: {
      url,
      vaultUrl: `https://${options.vaultName}.vault.azure.net`,
      authorityUrl: 'https://login.microsoftonline.com',
      tenantId,
      clientId,
      clientSecret,
      caFile,
    },
    reset: async () => {
      store.reset();
      options.journal.clear('key-vault');
    },
    close,
  };
}
