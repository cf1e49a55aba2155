import type { Damage } from './damage.ts';
import type { BrokenLine, EventLogLine } from './read-event-log.ts';
import type { State } from './state.ts';
import type { StoreEvent } from './store-event.ts';

/**
 * Applies the lines of an event log. Where a line was lost, those behind it may speak of what it made: a bucket is made
 * again, because its name is all there is to it.
 *
 * @returns the lines that could not be applied, because what they speak of cannot be known
 */
export function replay(state: State, lines: readonly EventLogLine[], damage: Damage): readonly BrokenLine[] {
  const orphans: BrokenLine[] = [];
  for (const { number, event } of lines) {
    const reason = orphanReason(state, event);
    if (reason !== undefined) {
      orphans.push({ number, reason });
      continue;
    }
    const bucket = missingBucket(state, event);
    if (bucket) {
      damage.say('bucket_recreated', {
        bucket: bucket.bucket,
        line: number,
        reason: 'no line of the event log made it, but this one names it',
        wayOut: 'Delete the bucket if it is not wanted; a reset brings back the seeded state.',
      });
      state.apply(bucket);
    }
    state.apply(event);
  }
  return orphans;
}

function missingBucket(
  state: State,
  event: StoreEvent,
): (StoreEvent & { type: 'bucket-created' }) | undefined {
  const named = namedBucket(event);
  if (!named || state.buckets.has(named.bucket)) return undefined;
  return { type: 'bucket-created', ...named };
}

/** The bucket that an event needs, and the earliest time at which it is known to have been there. */
function namedBucket(event: StoreEvent): { bucket: string; createdAt: number } | undefined {
  switch (event.type) {
    case 'setting-changed':
      return { bucket: event.bucket, createdAt: 0 };
    case 'version-written':
      return { bucket: event.bucket, createdAt: event.version.lastModified };
    case 'upload-opened':
      return { bucket: event.upload.bucket, createdAt: event.upload.initiated };
    default:
      return undefined;
  }
}

function orphanReason(state: State, event: StoreEvent): string | undefined {
  if (event.type === 'part-written' && !state.uploads.has(event.uploadId)) {
    return 'it has a part of an upload that no line opened';
  }
  if (event.type === 'version-tagged') {
    const version = state.buckets.get(event.bucket)?.version(event.key, event.versionId);
    return version ? undefined : 'it tags a version that no line wrote';
  }
  return undefined;
}
