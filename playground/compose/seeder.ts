import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import type { Logger } from '../../core/logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { type PostgresOptions, postgresOptionsFromEnv } from '../../services/postgres-seed/options.ts';
import type { ServerToSeed } from '../../services/postgres-seed/seed/server-to-seed.ts';
import { seedServer } from '../../services/postgres-seed/seed-server.ts';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import { s3OptionsFromEnv } from '../../services/s3-minio/options.ts';
import { type S3Seed, seedStore } from '../../services/s3-minio/remote/seed-store.ts';
import { openStoreSeeder } from '../../services/s3-minio/remote/store-seeder.ts';
import { heldWorldFrom, withoutWorld } from './held-world-from.ts';
import { openWorldSeeder } from './world-seeder.ts';

/**
 * Seeds a PostgreSQL and an object store that others run, and stays to reset the store and, in a living world, to hold
 * the clock that all containers follow. Reads what the services themselves read (`PLAYGROUND_POSTGRES_HOST`,
 * `PLAYGROUND_S3_ACCESS_KEY_ID`, `PLAYGROUND_SEED`, …), `PLAYGROUND_WORLD`, `PLAYGROUND_CLOCK_RATE`, and
 * `PLAYGROUND_POSTGRES_SUPERUSER`, `PLAYGROUND_POSTGRES_SUPERUSER_PASSWORD_FILE`, `PLAYGROUND_S3_URL`,
 * `PLAYGROUND_S3_CLIENT_CERTIFICATE_FILE` (becomes `certs/client.pem` in the bucket), `PLAYGROUND_SEED_HOST`,
 * `PLAYGROUND_SEED_PORT` and `PLAYGROUND_SEED_DIRECTORY`, where the clock is kept.
 */
export function seeder(env: NodeJS.ProcessEnv, logger: Logger): Service<S3Endpoints> {
  const settings = new EnvironmentSettings(env, logger);
  return serviceOf('seed', async (): Promise<Running<S3Endpoints>> => {
    const held = heldWorldFrom(settings);
    const { store, seed: stillSeed } = await storeFrom(env, logger);
    const seed = held ? { ...stillSeed, dataset: held.dataset } : stillSeed;
    const database = await databaseFrom(env, logger);
    const postgres = held ? { ...database.options, dataset: held.dataset } : database.options;
    // Whoever listens says that the seed is there, so the listener comes when both have it.
    await Promise.all([seedDatabase(database.server, postgres, logger), seedStoreFrom(store, seed, logger)]);
    const address = {
      host: settings.text('PLAYGROUND_SEED_HOST', '127.0.0.1'),
      serverNames: serverNamesFrom(settings),
      port: settings.integer('PLAYGROUND_SEED_PORT', 9010),
      logger,
    };
    if (!held) return openStoreSeeder(store, seed, address);
    const directory = settings.text(
      'PLAYGROUND_SEED_DIRECTORY',
      '.playground/seed',
      'PLAYGROUND_SEED_DIRECTORY',
    );
    const clock = {
      server: database.server,
      postgres,
      rate: held.rate,
      file: path.join(directory, 'clock.json'),
    };
    return openWorldSeeder({ store, seed, clock, address });
  });
}

async function databaseFrom(
  env: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<{ server: ServerToSeed; options: PostgresOptions }> {
  const settings = new EnvironmentSettings(env, logger);
  const options = postgresOptionsFromEnv(withoutWorld(env), logger);
  const { host, port } = options;
  const user = settings.text('PLAYGROUND_POSTGRES_SUPERUSER', 'postgres');
  const password = await textOf(settings, 'PLAYGROUND_POSTGRES_SUPERUSER_PASSWORD_FILE');
  return { server: { host, port, superuser: { user, password: password.trim() } }, options };
}

async function seedDatabase(server: ServerToSeed, options: PostgresOptions, logger: Logger): Promise<void> {
  await seedServer(server, options);
  logger('seeded', { service: 'postgres' });
}

async function storeFrom(
  env: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<{ store: S3Endpoints; seed: S3Seed }> {
  const settings = new EnvironmentSettings(env, logger);
  const options = s3OptionsFromEnv(withoutWorld(env), logger);
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
