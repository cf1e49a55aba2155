import type { KeyVaultEndpoints } from '../../../services/key-vault/endpoints.ts';
import { clientOf } from '../../services/key-vault/azure-client.ts';
import type { Behaviour } from './subject.ts';

export const keyVault: Behaviour<KeyVaultEndpoints> = {
  read: async (endpoints) => {
    const client = clientOf(endpoints);
    const secrets: unknown[] = [];
    for await (const { name } of client.listPropertiesOfSecrets()) {
      const { value, properties } = await client.getSecret(name);
      secrets.push([name, value, properties.version]);
    }
    return secrets;
  },
  change: async (endpoints) => {
    const client = clientOf(endpoints);
    await client.setSecret('postgresHost', 'elsewhere');
    await client.beginDeleteSecret('postgresPort', { intervalInMs: 1 });
    await client.setSecret('another', 'one');
  },
  connect: async (endpoints) => clientOf(endpoints).getSecret('postgresHost'),
};
