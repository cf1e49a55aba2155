import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Undo } from '../../../core/undo.ts';
import { createDataset, World } from '../../../fixtures/index.ts';
import { seeder } from '../../../playground/compose/seeder.ts';
import { firstFreePort } from '../../../playground/port.ts';
import { truthOf } from '../../../playground/truth.ts';
import { embeddedS3 } from '../../../services/s3-minio/embedded.ts';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';
import {
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '../../services/postgres-seed/with-postgres.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const RECORDS = 60;
const ROWS = 90;
export const dataset = createDataset({ world: 'living', records: RECORDS });
/** What determines the rows of all containers. */
export const truth = truthOf({ ...dataset, postgresRows: ROWS, s3Files: 0, declared: [] });
export const world = new World(dataset, { databasePeople: ROWS });

/** A database and a store that somebody else runs, and what fills them and holds their clock. */
export interface HeldWorld {
  readonly postgres: TemporaryPostgres;
  readonly store: S3Endpoints;
  /** Keeps what the clock shows. */
  readonly clockFile: string;
  /** What the containers read. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts what fills both. */
  startSeeder(changed?: NodeJS.ProcessEnv): Promise<StartedSeeder>;
  /** Stops the store, or starts it again at the same port with what it had. */
  stopStore(): Promise<void>;
  startStore(): Promise<void>;
  /** Asks `/_playground/…` of what fills both. */
  ask(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

interface StartedSeeder extends AsyncDisposable {
  readonly endpoints: S3Endpoints;
  stop(): Promise<void>;
}

export function startHeldWorld(): Promise<HeldWorld> {
  return Undo.onFailure(async (undo) => {
    const folder = await temporaryDirectory();
    undo.defer(async () => folder[Symbol.asyncDispose]());
    const directory = join(folder.path, 'postgres');
    const postgres = await startTemporaryPostgres({ directory });
    undo.defer(() => postgres.stop());
    const port = await firstFreePort('127.0.0.1', 29_210);
    let s3 = embeddedS3({ port, directory: join(folder.path, 's3'), bucket: 'somebody-elses' });
    const store = { ...(await s3.start()), bucket: 'fixtures' };
    undo.defer(() => s3.stop());
    const identity = JSON.parse(await readFile(join(directory, 'cluster', 'identity.json'), 'utf8'));
    const password = join(folder.path, 'password');
    await writeFile(password, identity.superuserPassword);
    const seedPort = String(await firstFreePort('127.0.0.1', 29_110));
    const clockUrl = `http://127.0.0.1:${seedPort}`;
    const env = {
      PLAYGROUND_WORLD: 'living',
      PLAYGROUND_RECORDS: String(RECORDS),
      PLAYGROUND_POSTGRES_ROWS: String(ROWS),
      PLAYGROUND_POSTGRES_HOST: postgres.endpoints.host,
      PLAYGROUND_POSTGRES_PORT: String(postgres.endpoints.port),
      PLAYGROUND_POSTGRES_SUPERUSER_PASSWORD_FILE: password,
      PLAYGROUND_S3_URL: store.url,
      PLAYGROUND_SEED_PORT: seedPort,
      PLAYGROUND_SEED_DIRECTORY: join(folder.path, 'seed'),
      PLAYGROUND_CLOCK_URL: clockUrl,
    };
    return {
      postgres,
      store,
      clockFile: join(folder.path, 'seed', 'clock.json'),
      env,
      async startSeeder(changed = {}) {
        const service = seeder({ ...env, ...changed }, () => undefined);
        const endpoints = await service.start();
        const stop = () => service.stop();
        return { endpoints, stop, [Symbol.asyncDispose]: stop };
      },
      stopStore: () => s3.stop(),
      async startStore() {
        s3 = embeddedS3({ port, directory: join(folder.path, 's3'), bucket: 'somebody-elses' });
        await s3.start();
      },
      async ask(path, body) {
        const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        const response = await fetch(`${clockUrl}/_playground/${path}`, init);
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      },
      stop: () => undo.run(),
    };
  });
}
