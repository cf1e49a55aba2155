import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ControlFace } from '../../core/control/answer-control.ts';
import { controlListener } from '../../core/control/control-listener.ts';
import type { ControlNames } from '../../core/control/control-names.ts';
import { listen } from '../../core/http-listener.ts';
import type { Logger } from '../../core/logger.ts';
import type { Running } from '../../core/service.ts';
import { Undo } from '../../core/undo.ts';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import type { S3Seed } from '../../services/s3-minio/remote/seed-store.ts';
import { resetsOf } from '../../services/s3-minio/remote/store-seeder.ts';
import { STORE_RESET_PATH } from '../../services/s3-minio/reset-path.ts';
import { type ClockOfContainers, holdClock } from './clock-holder.ts';

interface WorldSeederOptions {
  readonly store: S3Endpoints;
  readonly seed: S3Seed;
  readonly clock: Omit<ClockOfContainers, 'logger'>;
  readonly address: ControlNames & { readonly port: number; readonly logger: Logger };
}

/**
 * Stays by a database and a store that were seeded, in a living world: holds the clock, brings the database along, and
 * resets both. `/_playground/*` is as of a playground of these two; a reset of all begins the time again, too. Whoever
 * shows the world besides asks here what time it is.
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
    const holder = await holdClock({ ...clock, logger }, undo);
    const { clock: worldClock } = holder.clock;
    const resetStore = resetsOf(store, seed);
    const resetAll = (): Promise<void> =>
      worldClock.beginAgain(async () => void (await Promise.all([resetStore(), holder.resetDatabase()])));
    const face: ControlFace = {
      ...address,
      services: ['postgres', 's3'],
      clock: holder.clock,
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
