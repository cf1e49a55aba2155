import { silentLogger } from '../../core/logger.ts';
import { apiOptionsFromEnv } from '../../services/api/options.ts';
import { bastionOptionsFromEnv } from '../../services/bastion/options.ts';
import { gatewayOptionsFromEnv } from '../../services/gateway/options-from-env.ts';
import { keyVaultOptionsFromEnv } from '../../services/key-vault/options.ts';
import { postgresOptionsFromEnv } from '../../services/postgres-seed/options.ts';
import { redshiftOptionsFromEnv } from '../../services/redshift/options.ts';
import { s3OptionsFromEnv } from '../../services/s3-minio/options.ts';

/** Each service's program, by the function that reads its environment. */
export const programs = {
  api: apiOptionsFromEnv,
  bastion: bastionOptionsFromEnv,
  gateway: gatewayOptionsFromEnv,
  'key-vault': keyVaultOptionsFromEnv,
  postgres: postgresOptionsFromEnv,
  redshift: redshiftOptionsFromEnv,
  s3: s3OptionsFromEnv,
} as const;

/** A file that is there, whatever is in it. */
const FILE = import.meta.filename;

/** What must be set, or turns on what reads further variables. */
const GIVEN: Readonly<Record<string, string>> = {
  PLAYGROUND_GATEWAY_KEY_FILE: FILE,
  PLAYGROUND_GATEWAY_CERT_FILE: FILE,
  PLAYGROUND_GATEWAY_CA_FILE: FILE,
  PLAYGROUND_GATEWAY_SNOWFLAKE_DATABASE_URL: 'postgresql://reader:password@127.0.0.1:1/database',
  PLAYGROUND_KEY_VAULT_KEY_FILE: FILE,
  PLAYGROUND_KEY_VAULT_CERT_FILE: FILE,
  PLAYGROUND_REDSHIFT_TLS_KEY: FILE,
  PLAYGROUND_REDSHIFT_TLS_CERT: FILE,
  PLAYGROUND_REDSHIFT_CA_FILE: FILE,
  PLAYGROUND_REDSHIFT_DATABASE_HOST: 'postgres',
  PLAYGROUND_REDSHIFT_DATABASE_NAME: 'playground',
  PLAYGROUND_REDSHIFT_DATABASE_USER: 'playground',
  PLAYGROUND_REDSHIFT_DATABASE_PASSWORD: 'password',
  PLAYGROUND_REDSHIFT_S3_URL: 'http://s3:9000',
  PLAYGROUND_REDSHIFT_S3_ACCESS_KEY_ID: 'id',
  PLAYGROUND_REDSHIFT_S3_SECRET_ACCESS_KEY: 'key',
};

/** Every name that a program looks up in its environment, by running what reads it. */
export function variablesRead(program: (typeof programs)[keyof typeof programs]): Set<string> {
  const asked = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get(_target, name: string) {
        asked.add(name);
        return GIVEN[name];
      },
    },
  );
  program(env, silentLogger);
  return asked;
}
