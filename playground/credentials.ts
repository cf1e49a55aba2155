import { randomBytes } from 'node:crypto';
import { type ApiCredentials, fixedCredentials, randomCredentials } from '../services/api/credentials.ts';
import { defaultBastionOptions } from '../services/bastion/options.ts';
import {
  type PostgresCredentials,
  fixedCredentials as postgresCredentials,
} from '../services/postgres-seed/credentials.ts';

/** What clients must know to pass, service by service. */
export interface Credentials {
  readonly api: ApiCredentials;
  readonly postgres: PostgresCredentials;
  readonly bastion: Pick<typeof defaultBastionOptions, 'password' | 'key'>;
}

const secret = (): string => randomBytes(12).toString('hex');

/** `fixed`: the same on every machine and every day. `random`: new secrets, under the same names. */
export function credentialsOf(kind: 'fixed' | 'random'): Credentials {
  const { password, key } = defaultBastionOptions;
  const { owner, reader, admin } = postgresCredentials;
  if (kind === 'fixed') {
    return { api: fixedCredentials, postgres: postgresCredentials, bastion: { password, key } };
  }
  return {
    api: randomCredentials(),
    postgres: {
      owner: { ...owner, password: secret() },
      reader: { ...reader, password: secret() },
      admin: { ...admin, password: secret() },
    },
    bastion: { password: { ...password, password: secret() }, key: { ...key, passphrase: secret() } },
  };
}
