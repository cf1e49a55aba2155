import { newSecret } from '../../core/new-secret.ts';
import { hostIn } from '../../core/place.ts';
import type { CommonSettings, Manifest } from '../manifest.ts';
import { relayed } from '../relayed.ts';
import { type KeyVaultEndpoints, keyVaultAt } from './endpoints.ts';
import { defaultKeyVaultOptions, PUBLIC_NAMES } from './options.ts';
import { resetKeyVault } from './reset.ts';
import type { KeyVaultCredentials } from './settings.ts';

const { tenantId, clientId, vaultName } = defaultKeyVaultOptions;

export const keyVault: Manifest<'key-vault', KeyVaultEndpoints, CommonSettings, KeyVaultCredentials> = {
  name: 'key-vault',
  documentedPort: 8443,
  after: ['postgres'],
  credentials: {
    fixed: { clientSecret: defaultKeyVaultOptions.clientSecret },
    random: () => ({ clientSecret: newSecret() }),
    ofWorld: (world, { clientSecret }) => ({ clientSecret: `${world}-${clientSecret}` }),
  },
  load: async () => (await import('./create.ts')).create,
  sample: {
    url: 'https://127.0.0.1:1',
    vaultUrl: 'https://127.0.0.1:1',
    authorityUrl: 'https://127.0.0.1:1',
    tenantId: '',
    clientId: '',
    clientSecret: '',
    caFile: '',
  },
  address: ({ url }) => url,
  at: keyVaultAt,
  hosts: ({ url }) => [hostIn(url)],
  // The names of azure-identity's EnvironmentCredential, and the vault.
  variables: (vault) => ({
    AZURE_TENANT_ID: vault.tenantId,
    AZURE_CLIENT_ID: vault.clientId,
    AZURE_CLIENT_SECRET: vault.clientSecret,
    PLAYGROUND_VAULT_URL: vault.vaultUrl,
    PLAYGROUND_VAULT_LOCAL_URL: vault.url,
    PLAYGROUND_CA_FILE: vault.caFile,
  }),
  banner: ({ url, tenantId, clientId, clientSecret }) => ({
    rows: [['Key vault', url, `Tenant: ${tenantId} Client: ${clientId} Secret: ${clientSecret}`]],
    lines: [],
  }),
  reset: resetKeyVault,
  container: {
    image: 'connector-playground-key-vault',
    names: PUBLIC_NAMES,
    announced: async ({ credentials, caFile }) => ({
      url: 'https://127.0.0.1:1',
      vaultUrl: `https://${vaultName}.vault.azure.net`,
      authorityUrl: 'https://login.microsoftonline.com',
      ...{ tenantId, clientId, ...credentials, caFile },
    }),
  },
  offer: ({ url }) => ({ publicNames: relayed(PUBLIC_NAMES, url) }),
};
