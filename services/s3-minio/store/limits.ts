import { S3Error } from '../errors.ts';
import { weightOf } from './object-version.ts';
import type { State } from './state.ts';
import type { StoreEvent } from './store-event.ts';

/** How much a store keeps: what it knows of objects is in memory, and only their bytes are on disk. */
export interface StoreLimits {
  /** Amazon S3 has as many for an account, unless asked for more. */
  readonly buckets: number;
  /** Versions of objects, delete markers and open uploads among them, and parts. An object made of parts counts as these. */
  readonly pieces: number;
}

export const DEFAULT_STORE_LIMITS: StoreLimits = { buckets: 10_000, pieces: 250_000 };

/** @throws S3Error TooManyBuckets or XMinioStorageFull for an event that would exceed the limits */
export function refuseExcess(event: StoreEvent, state: State, { buckets, pieces }: StoreLimits): void {
  if (event.type === 'bucket-created' && state.buckets.size >= buckets) {
    throw new S3Error('TooManyBuckets', `${buckets} buckets are the most. Delete some, then try again.`);
  }
  if (state.size + growthOf(event) > pieces) {
    throw new S3Error(
      'XMinioStorageFull',
      `The store has ${state.size} versions, uploads and parts, and ${pieces} is the most. Delete some, then try again.`,
    );
  }
}

/** At the most: what is replaced counts for nothing. */
function growthOf(event: StoreEvent): number {
  if (event.type === 'upload-opened' || event.type === 'part-written') return 1;
  // What an upload becomes was counted with its parts.
  if (event.type === 'version-written' && event.version.uploadId === undefined)
    return weightOf(event.version);
  return 0;
}
