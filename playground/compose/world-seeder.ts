import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ControlFace } from '../../core/control/answer-control.ts';
import { controlListener } from '../../core/control/control-listener.ts';
import type { ControlNames } from '../../core/control/control-names.ts';
import { listen } from '../../core/http-listener.ts';
import type { Logger } from '../../core/logger.ts';
import type { Running } from '../../core/service.ts';
import { Undo } from '../../core/undo.ts';
import { World } from '../../fixtures/world.ts';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import { minioFaults } from '../../services/s3-minio/fault-ability.ts';
import { exportHourly } from '../../services/s3-minio/living/export-hourly.ts';
import { remoteBucket } from '../../services/s3-minio/remote/remote-bucket.ts';
import { restoreStore, type S3Seed } from '../../services/s3-minio/remote/seed-store.ts';
import { STORE_RESET_PATH } from '../../services/s3-minio/reset-path.ts';
import { HELD } from '../clock/holder.ts';
import { truthPages } from '../control/truth-pages.ts';
import { truthOf } from '../truth.ts';
import { type ClockOfContainers, holdClock } from './clock-holder.ts';

interface WorldSeederOptions {
  readonly store: S3Endpoints;
  readonly seed: S3Seed;
  readonly clock: Omit<ClockOfContainers, 'logger' | 'world'>;
  readonly address: ControlNames & { readonly port: number; readonly logger: Logger };
}

/**
 * Stays by a database and a store that were seeded, in a living world: holds the clock, brings both along, and resets
 * them. `/_playground/*` is as of a playground of these two; a reset of all begins the time again, too. Whoever shows the
 * world besides asks here what time it is.
 */
export function openWorldSeeder({
  store,
  seed,
  clock,
  address,
}: WorldSeederOptions): Promise<Running<S3Endpoints>> {
  return Undo.onFailure(async (undo) => {
    const { logger } = address;
    await mkdir(path.dirname(clock.file), { recursive: true });
    const { dataset, rows } = clock.postgres;
    const world = new World(dataset, { databasePeople: rows });
    const told = truthOf({ ...dataset, postgresRows: rows, s3Files: seed.parallelFiles, declared: [] });
    const holder = await holdClock({ ...clock, world, logger }, undo);
    const { clock: worldClock } = holder.clock;
    const exports = await exportHourly(remoteBucket(store), { dataset, worldClock }, undo);
    const resetStore = (): Promise<void> => exports.beginAgain(() => restoreStore(store, seed));
    const resetAll = (): Promise<void> =>
      worldClock.beginAgain(async () => void (await Promise.all([resetStore(), holder.resetDatabase()])));
    const face: ControlFace = {
      ...address,
      services: HELD,
      clock: holder.clock,
      pages: truthPages({ world, truth: () => told, clock: worldClock.now }),
      faults: minioFaults(),
      health: () => ({ status: 'ok' }),
      reset: (service) =>
        service === 's3' ? resetStore() : service === 'postgres' ? holder.resetDatabase() : resetAll(),
    };
    const { url, close } = await listen('seed', controlListener(face), { ...address, clock: worldClock.now });
    undo.defer(close);
    return {
      endpoints: { ...store, resetUrl: `${url}${STORE_RESET_PATH}` },
      reset: resetAll,
      close: () => undo.run(),
    };
  });
}
