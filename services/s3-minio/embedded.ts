import type { ControlFace } from '../../core/control/answer-control.ts';
import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { listen } from '../../core/http-listener.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { Undo } from '../../core/undo.ts';
import { createApp } from './app.ts';
import type { S3Endpoints } from './endpoints.ts';
import { s3Ability } from './fault-ability.ts';
import { exportHourly } from './living/export-hourly.ts';
import { ownBucket } from './living/own-bucket.ts';
import { defaultS3Options, type S3Options } from './options.ts';
import { openSeededStore } from './seed.ts';
import { signersTime } from './signature/signers-time.ts';
import { type CreateBlobFile, createBlobFile } from './store/blobs.ts';
import { WAYS } from './ways-to-world.ts';

/**
 * The object store in this process.
 *
 * @param createFile how files for object bytes are made
 */
export function embeddedS3(
  options: Partial<S3Options> = {},
  createFile: CreateBlobFile = createBlobFile,
): Service<S3Endpoints> {
  return serviceOf('s3', () =>
    open(
      withServiceLogger('s3', {
        ...defaultS3Options,
        journal: new Journal(),
        faults: new FaultPlan(),
        ...options,
      }),
      createFile,
    ),
  );
}

function open(options: S3Options, createFile: CreateBlobFile): Promise<Running<S3Endpoints>> {
  const { region, accessKeyId, secretAccessKey, bucket } = options;
  return Undo.onFailure(async (undo) => {
    const { store, seed } = await openSeededStore(options, createFile);
    undo.defer(() => store.close());
    const restore = (): void => store.restore(seed);
    // In a still world nothing changes by itself.
    const exported = options.dataset.plan.lives
      ? await exportHourly(ownBucket(store, bucket), options, undo)
      : undefined;
    store.forgetPast();
    const reset = async (): Promise<void> => {
      await (exported ? exported.beginAgain(restore) : restore());
      store.forgetPast();
      options.journal.clear('s3');
    };
    const { host, serverNames, journal, faults, logger } = options;
    const control: ControlFace = {
      ...{ host, serverNames, journal, faults, logger },
      services: ['s3'],
      health: () => ({ status: 'ok', buckets: store.buckets.length }),
      reset,
    };
    const times = signersTime(options.clock, options.realClock ?? options.clock);
    const parts = { ...options, keys: options, signersTime: times, store, control };
    faults.offer('s3', s3Ability);
    const handle = createApp(parts).callback();
    const { url, close } = await listen('s3', handle, {
      ...options,
      entrance: options.world && { ...options.world, ways: WAYS },
      configure: (server) => {
        // Uploads take as long as they take.
        server.requestTimeout = 0;
        // By default Node.js answers `Expect` itself: with 100 before we have looked, and with 417.
        server.on('checkContinue', handle);
        server.on('checkExpectation', handle);
      },
    });
    undo.defer(close);
    return {
      endpoints: { url, region, accessKeyId, secretAccessKey, bucket },
      reset,
      close: () => undo.run(),
    };
  });
}
