import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fingerprintOf } from './objects/fingerprint.ts';
import type { SeedObject } from './objects/seed-object.ts';
import { seededObjects } from './objects/seeded-objects.ts';
import type { S3Options } from './options.ts';
import { MISSING, type ReadSeed, readSeed, seedIn, writeSeed } from './seed-file.ts';
import { blobFault } from './store/blob-fault.ts';
import type { Blobs, CreateBlobFile } from './store/blobs.ts';
import { Damage } from './store/damage.ts';
import { NULL_VERSION, type ObjectVersion, type StoredBytes } from './store/object-version.ts';
import { type ReadEventLog, readEventLog } from './store/read-event-log.ts';
import { Store } from './store/store.ts';
import type { StoreEvent } from './store/store-event.ts';
import { blobsIn, eventLogIn, openStoreFolder } from './store/store-folder.ts';

/**
 * Opens the store of a directory with its seeded bucket. The objects are made once and kept; other options
 * make other objects, and then the store is made again. Damage is logged, and damaged data is kept next to the rest.
 *
 * @throws PlaygroundError ERR_SERVICE_FAILED when the directory holds what the service must not touch, or another
 *   version wrote it
 */
export async function openSeededStore(
  options: S3Options,
  createFile: CreateBlobFile,
): Promise<{ store: Store; seed: readonly StoreEvent[] }> {
  const { directory, limits, clock, logger } = options;
  await openStoreFolder(directory);
  const fingerprint = fingerprintOf(options);
  const damage = new Damage(directory, clock(), logger);
  const { eventLog, seed } = readFolder(directory, fingerprint);
  const kept = 'fault' in seed ? undefined : seed.events;
  if ('fault' in seed && (seed.fault !== MISSING || eventLog.lines.length > 0)) {
    saySeedDamaged(directory, seed.fault, damage);
  }
  const store = await Store.open(directory, eventLog, {
    ...{ createFile, damage, limits, clock },
    kept: kept ?? [],
  });
  if (kept) return { store, seed: kept };
  try {
    const events = await makeSeed(store, options);
    // Where buckets are, only the file that tells of the seed was lost.
    if (store.buckets.length === 0) store.restore(events);
    writeSeed(directory, { fingerprint, events });
    return { store, seed: events };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What the last start left. What other options made goes; the event log first, so that a crash leaves no half of it. */
function readFolder(directory: string, fingerprint: string): { eventLog: ReadEventLog; seed: ReadSeed } {
  const eventLog = readEventLog(eventLogIn(directory));
  const seed = readSeed(directory);
  if ('fault' in seed) return { eventLog, seed };
  if (seed.fingerprint !== fingerprint) {
    Store.remove(directory);
    rmSync(seedIn(directory));
    return { eventLog: readEventLog(eventLogIn(directory)), seed: { fault: MISSING } };
  }
  const fault = bytesOf(seed.events)
    .map((stored) => blobFault(blobsIn(directory), stored))
    .find((found) => found !== undefined);
  return { eventLog, seed: fault === undefined ? seed : { fault } };
}

function saySeedDamaged(directory: string, reason: string, damage: Damage): void {
  const file = seedIn(directory);
  damage.say('seed_damaged', {
    file,
    reason,
    kept: reason === MISSING ? null : damage.move(file),
    wayOut: 'It is made again, and the objects stay as they are. A reset brings back the seeded state.',
  });
}

function bytesOf(events: readonly StoreEvent[]): readonly StoredBytes[] {
  return events.flatMap((event) => (event.type === 'version-written' ? event.version.content : []));
}

/** Makes the seeded objects, which the store then keeps; no bucket holds them yet. */
async function makeSeed(store: Store, options: S3Options): Promise<readonly StoreEvent[]> {
  const { bucket, clock } = options;
  const events: StoreEvent[] = [{ type: 'bucket-created', bucket, createdAt: clock() }];
  for await (const object of seededObjects(options)) {
    events.push({ type: 'version-written', bucket, version: await write(store.blobs, object, clock()) });
  }
  store.keep(events);
  for (const { blob } of bytesOf(events)) store.blobs.release(blob);
  return events;
}

async function write(blobs: Blobs, object: SeedObject, now: number): Promise<ObjectVersion> {
  const bytes = Buffer.from(object.body);
  return {
    key: object.key,
    versionId: NULL_VERSION,
    isDeleteMarker: false,
    lastModified: now,
    etag: createHash('md5').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    content: [await blobs.write([bytes])],
    headers: { 'content-type': object.contentType },
    metadata: {},
    tags: {},
  };
}
