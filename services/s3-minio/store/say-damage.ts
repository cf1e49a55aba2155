import { setImmediate as turn } from 'node:timers/promises';
import type { Blobs } from './blobs.ts';
import type { Damage } from './damage.ts';
import type { StoredBytes } from './object-version.ts';
import type { BrokenLine } from './read-event-log.ts';
import type { State } from './state.ts';

/** Lines that are named one by one; a file of garbage has more than anybody reads. */
const MOST_NAMED_LINES = 100;
/** Blobs looked at before the event loop has its turn: some milliseconds. */
const BLOBS_A_TURN = 1000;

/** Names the lines that could not be read, and keeps the whole event log as it was. */
export function sayBroken(path: string, broken: readonly BrokenLine[], damage: Damage): void {
  if (broken.length === 0) return;
  const kept = damage.copy(path);
  const wayOut = `What the other lines say is there. To have these too, stop the service, mend them in ${kept} and copy it back to ${path}; or remove the copy.`;
  for (const { number, reason } of broken.slice(0, MOST_NAMED_LINES)) {
    damage.say('line_damaged', { file: path, line: number, reason, kept, wayOut });
  }
  const more = broken.length - MOST_NAMED_LINES;
  if (more > 0) damage.say('more_lines_damaged', { file: path, count: more, kept, wayOut });
}

/** Says that there is no event log to go by, and keeps what there is instead. */
export function sayLost(path: string, reason: string, damage: Damage): void {
  damage.say('event_log_lost', {
    file: path,
    reason,
    kept: reason === 'is missing' ? null : damage.copy(path),
    wayOut:
      'The seeded objects are there again. What clients stored is not: put back a copy of the event log while the service is stopped, or store it again.',
  });
}

/** Names the objects and parts whose bytes are not there as they were stored. */
export async function sayFaults(state: State, blobs: Blobs, damage: Damage): Promise<void> {
  let looked = 0;
  for (const { stored, ...owner } of ownedBytes(state)) {
    const reason = blobs.fault(stored);
    if (reason !== undefined) damage.say('object_damaged', { ...owner, reason, wayOut: WAY_OUT });
    looked += 1;
    if (looked % BLOBS_A_TURN === 0) await turn();
  }
}

const WAY_OUT =
  'Store the object again, delete it, or put its file back. Until then reading it is answered with InternalError.';

interface Owner {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  readonly uploadId?: string;
}

function* ownedBytes(state: State): Generator<Owner & { stored: StoredBytes }> {
  for (const bucket of state.buckets.values()) {
    for (const key of bucket.keys()) {
      for (const { versionId, content } of bucket.versions(key)) {
        for (const stored of content) yield { bucket: bucket.name, key, versionId, stored };
      }
    }
  }
  for (const { upload, parts } of state.uploads.values()) {
    for (const stored of parts.values()) {
      yield { bucket: upload.bucket, key: upload.key, uploadId: upload.id, stored };
    }
  }
}
