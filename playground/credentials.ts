import { randomBytes } from 'node:crypto';
import { type ApiCredentials, fixedCredentials, randomCredentials } from '../services/api/credentials.ts';
import { type BastionOptions, defaultBastionOptions } from '../services/bastion/options.ts';
import { defaultKeyVaultOptions, type KeyVaultOptions } from '../services/key-vault/options.ts';
import {
  type PostgresCredentials,
  fixedCredentials as postgresCredentials,
} from '../services/postgres-seed/credentials.ts';
import { defaultRedshiftOptions, type RedshiftLogin } from '../services/redshift/options.ts';
import { defaultS3Options, type S3Options } from '../services/s3-minio/options.ts';

/** What clients must know to pass, service by service. */
export interface Credentials {
  readonly api: ApiCredentials;
  readonly postgres: PostgresCredentials;
  readonly bastion: Pick<BastionOptions, 'password' | 'key'>;
  readonly s3: Pick<S3Options, 'accessKeyId' | 'secretAccessKey'>;
  readonly keyVault: Pick<KeyVaultOptions, 'clientSecret'>;
  readonly redshift: RedshiftLogin;
}

const secret = (): string => randomBytes(12).toString('hex');

/** `fixed`: the same on every machine and every day. `random`: new secrets, under the same names. */
export function credentialsOf(kind: 'fixed' | 'random'): Credentials {
  const { password, key } = defaultBastionOptions;
  const { owner, reader, admin } = postgresCredentials;
  const { accessKeyId, secretAccessKey } = defaultS3Options;
  if (kind === 'fixed') {
    return {
      api: fixedCredentials,
      postgres: postgresCredentials,
      bastion: { password, key },
      s3: { accessKeyId, secretAccessKey },
      keyVault: { clientSecret: defaultKeyVaultOptions.clientSecret },
      redshift: defaultRedshiftOptions.login,
    };
  }
  return {
    api: randomCredentials(),
    postgres: {
      owner: { ...owner, password: secret() },
      reader: { ...reader, password: secret() },
      admin: { ...admin, password: secret() },
    },
    bastion: { password: { ...password, password: secret() }, key: { ...key, passphrase: secret() } },
    s3: { accessKeyId, secretAccessKey: secret() },
    keyVault: { clientSecret: secret() },
    redshift: { ...defaultRedshiftOptions.login, password: secret() },
  };
}
