import { readFile } from 'node:fs/promises';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
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
 * themselves read (`PLAYGROUND_POSTGRES_HOST`, `PLAYGROUND_S3_ACCESS_KEY_ID`, `PLAYGROUND_SEED`, …), and
 * `PLAYGROUND_POSTGRES_SUPERUSER`, `PLAYGROUND_POSTGRES_SUPERUSER_PASSWORD_FILE`, `PLAYGROUND_S3_URL`,
 * `PLAYGROUND_S3_CLIENT_CERTIFICATE_FILE` (becomes `certs/client.pem` in the bucket), `PLAYGROUND_SEED_HOST` and
 * `PLAYGROUND_SEED_PORT`.
 */
export function seeder(env: NodeJS.ProcessEnv, logger: Logger): Service<S3Endpoints> {
  const settings = new EnvironmentSettings(env, logger);
  return serviceOf('seed', async (): Promise<Running<S3Endpoints>> => {
    const { store, seed } = await storeFrom(env, logger);
    // Whoever listens says that the seed is there, so the listener comes when both have it.
    await Promise.all([seedDatabaseFrom(env, logger), seedStoreFrom(store, seed, logger)]);
    return openStoreSeeder(store, seed, {
      host: settings.text('PLAYGROUND_SEED_HOST', '127.0.0.1'),
      serverNames: serverNamesFrom(settings),
      port: settings.integer('PLAYGROUND_SEED_PORT', 9010),
      logger,
    });
  });
}

async function seedDatabaseFrom(env: NodeJS.ProcessEnv, logger: Logger): Promise<void> {
  const settings = new EnvironmentSettings(env, logger);
  const options = postgresOptionsFromEnv(env, logger);
  const { host, port } = options;
  const user = settings.text('PLAYGROUND_POSTGRES_SUPERUSER', 'postgres');
  const password = await textOf(settings, 'PLAYGROUND_POSTGRES_SUPERUSER_PASSWORD_FILE');
  await seedServer({ host, port, superuser: { user, password: password.trim() } }, options);
  logger('seeded', { service: 'postgres' });
}

async function storeFrom(
  env: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<{ store: S3Endpoints; seed: S3Seed }> {
  const settings = new EnvironmentSettings(env, logger);
  const options = s3OptionsFromEnv(env, logger);
  const { region, accessKeyId, secretAccessKey, bucket, dataset, parallelFiles } = options;
  const url = settings.text('PLAYGROUND_S3_URL', 'http://s3:9000');
  const body = await textOf(settings, 'PLAYGROUND_S3_CLIENT_CERTIFICATE_FILE');
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
async function textOf(settings: EnvironmentSettings, variable: string): Promise<string> {
  const file = settings.text(variable, '');
  return file === '' ? '' : readFile(file, 'utf8');
}
