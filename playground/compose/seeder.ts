import { readFile } from 'node:fs/promises';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { integerFrom, textFrom } from '../../core/env.ts';
import type { Logger } from '../../core/logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { postgresOptionsFromEnv } from '../../services/postgres-seed/options.ts';
import { seedServer } from '../../services/postgres-seed/seed-server.ts';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import { s3OptionsFromEnv } from '../../services/s3-minio/options.ts';
import { type S3Seed, seedStore } from '../../services/s3-minio/remote/seed-store.ts';
import { openStoreSeeder } from '../../services/s3-minio/remote/store-seeder.ts';

/**
 * Seeds a PostgreSQL and an object store that others run, and stays to reset the store. Reads what the services
 * themselves read (`POSTGRES_HOST`, `POSTGRES_ROWS`, `PLAYGROUND_SEED`, `S3_ACCESS_KEY_ID`, …), and
 * `POSTGRES_SUPERUSER`, `POSTGRES_SUPERUSER_PASSWORD_FILE`, `S3_URL`, `S3_CLIENT_CERTIFICATE_FILE` (becomes
 * `certs/client.pem` in the bucket), `SEED_HOST` and `SEED_PORT`.
 */
export function seeder(env: NodeJS.ProcessEnv, logger: Logger): Service<S3Endpoints> {
  return serviceOf('seed', async (): Promise<Running<S3Endpoints>> => {
    const { store, seed } = await storeFrom(env);
    // Whoever listens says that the seed is there, so the listener comes when both have it.
    await Promise.all([seedDatabaseFrom(env, logger), seedStoreFrom(store, seed, logger)]);
    return openStoreSeeder(store, seed, {
      host: textFrom(env, 'SEED_HOST', '127.0.0.1'),
      serverNames: serverNamesFrom(env),
      port: integerFrom(env, 'SEED_PORT', 9010),
      logger,
    });
  });
}

async function seedDatabaseFrom(env: NodeJS.ProcessEnv, logger: Logger): Promise<void> {
  const options = postgresOptionsFromEnv(env);
  const { host, port } = options;
  const user = textFrom(env, 'POSTGRES_SUPERUSER', 'postgres');
  const password = await textOf(env, 'POSTGRES_SUPERUSER_PASSWORD_FILE');
  await seedServer({ host, port, superuser: { user, password: password.trim() } }, options);
  logger('seeded', { service: 'postgres' });
}

async function storeFrom(env: NodeJS.ProcessEnv): Promise<{ store: S3Endpoints; seed: S3Seed }> {
  const options = s3OptionsFromEnv(env);
  const { region, accessKeyId, secretAccessKey, bucket, dataset, parallelFiles } = options;
  const url = textFrom(env, 'S3_URL', 'http://s3:9000');
  const body = await textOf(env, 'S3_CLIENT_CERTIFICATE_FILE');
  const client = { key: 'certs/client.pem', contentType: 'application/x-pem-file', body };
  return {
    store: { url, region, accessKeyId, secretAccessKey, bucket },
    seed: { dataset, parallelFiles, extraObjects: body === '' ? [] : [client] },
  };
}

async function seedStoreFrom(store: S3Endpoints, seed: S3Seed, logger: Logger): Promise<void> {
  await seedStore(store, seed);
  logger('seeded', { service: 's3' });
}

/** The text of the file that a variable names; empty without one. */
async function textOf(env: NodeJS.ProcessEnv, variable: string): Promise<string> {
  const file = textFrom(env, variable, '');
  return file === '' ? '' : readFile(file, 'utf8');
}
