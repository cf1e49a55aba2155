import type { ControlFace } from '../../../core/control/answer-control.ts';
import { controlListener } from '../../../core/control/control-listener.ts';
import type { ControlNames } from '../../../core/control/control-names.ts';
import { listen } from '../../../core/http-listener.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Running } from '../../../core/service.ts';
import { Turns } from '../../../core/turns.ts';
import type { S3Endpoints } from '../endpoints.ts';
import { minioFaults } from '../fault-ability.ts';
import { STORE_RESET_PATH } from '../reset-path.ts';
import { restoreStore, type S3Seed, seedStore } from './seed-store.ts';

interface SeederOptions extends ControlNames {
  readonly port: number;
  readonly logger: Logger;
}

/**
 * Seeds a store that runs elsewhere, and stays to reset it: nobody else knows what it was seeded with. A reset is
 * asked for as of the embedded store; `GET /_playground/health` says that the seed is there. What clients do is between
 * them and that store.
 */
export async function openStoreSeeder(
  store: S3Endpoints,
  seed: S3Seed,
  { host, serverNames = [], port, logger }: SeederOptions,
): Promise<Running<S3Endpoints>> {
  await seedStore(store, seed);
  const reset = resetsOf(store, seed);
  const face: ControlFace = {
    ...{ host, serverNames, logger },
    services: ['s3'],
    faults: minioFaults(),
    health: () => ({ status: 'ok' }),
    reset,
  };
  const { url, close } = await listen('s3', controlListener(face), { host, port, logger });
  return { endpoints: { ...store, resetUrl: `${url}${STORE_RESET_PATH}` }, reset, close };
}

/** Resets a store, one reset after the other: two at once would delete what the other puts back. */
function resetsOf(store: S3Endpoints, seed: S3Seed): () => Promise<void> {
  const resets = new Turns();
  return () => resets.take(() => restoreStore(store, seed));
}
