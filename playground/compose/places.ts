import { integerFrom, textFrom } from '../../core/env.ts';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where clients find each container. */
export type Places = Readonly<
  Record<'api' | 'postgres' | 'bastion' | 's3' | 'seed' | 'key-vault' | 'gateway' | 'redshift', Place>
>;

/**
 * To programs in the same network, by the names of the containers. The API is where the public examples have it
 * written in: a workbench leads that port of its own to the API.
 */
export const placesInNetwork: Places = {
  api: { host: '127.0.0.1', port: 5001 },
  postgres: { host: 'postgres', port: 5432 },
  bastion: { host: 'bastion', port: 22 },
  s3: { host: 's3', port: 9000 },
  seed: { host: 'seed', port: 9010 },
  'key-vault': { host: 'key-vault', port: 8443 },
  gateway: { host: 'gateway', port: 8080 },
  redshift: { host: 'redshift', port: 5439 },
};

/**
 * To programs on the machine of the containers: `PUBLISHED_API_PORT` and the like, each with its usual port. Of several
 * (`5001-5003`, for as many replicas) clients take the first.
 */
export function publishedPlacesFromEnv(env: NodeJS.ProcessEnv): Places {
  const published = (variable: string, port: number): Place => ({
    host: '127.0.0.1',
    port: integerFrom({ [variable]: textFrom(env, variable, '').replace(/-\d+$/, '') }, variable, port),
  });
  return {
    api: published('PUBLISHED_API_PORT', 5001),
    postgres: published('PUBLISHED_POSTGRES_PORT', 5432),
    bastion: published('PUBLISHED_BASTION_PORT', 2222),
    s3: published('PUBLISHED_S3_PORT', 9000),
    seed: published('PUBLISHED_SEED_PORT', 9010),
    'key-vault': published('PUBLISHED_KEY_VAULT_PORT', 8443),
    gateway: published('PUBLISHED_GATEWAY_PORT', 8080),
    redshift: published('PUBLISHED_REDSHIFT_PORT', 5439),
  };
}
