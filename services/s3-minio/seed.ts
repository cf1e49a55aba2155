import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../../core/playground-error.ts';
import { replaceFile } from '../../core/replace-file.ts';
import { fingerprintOf } from './objects/fingerprint.ts';
import type { SeedObject } from './objects/seed-object.ts';
import { seededObjects } from './objects/seeded-objects.ts';
import type { S3Options } from './options.ts';
import type { CreateBlobFile } from './store/blobs.ts';
import { NULL_VERSION } from './store/object-version.ts';
import { Store } from './store/store.ts';
import type { StoreEvent } from './store/store-event.ts';

/** What a reset comes back to. */
interface Seed {
  readonly fingerprint: string;
  readonly events: readonly StoreEvent[];
}

const SEED_FILE = 'seed.json';

/**
 * Opens the store of a directory with its seeded bucket. The objects are made once and kept; other options
 * make other objects, and then the store begins anew.
 */
export async function openSeededStore(
  options: S3Options,
  createFile: CreateBlobFile,
): Promise<{ store: Store; seed: readonly StoreEvent[] }> {
  const { directory } = options;
  mkdirSync(directory, { recursive: true });
  const fingerprint = fingerprintOf(options);
  const kept = readSeed(directory);
  if (kept?.fingerprint === fingerprint) {
    return { store: await Store.open(directory, createFile, kept.events), seed: kept.events };
  }
  rmSync(join(directory, SEED_FILE), { force: true });
  Store.remove(directory);
  const store = await Store.open(directory, createFile);
  await fill(store, options);
  const events = store.snapshot();
  store.keep(events);
  writeSeed(directory, { fingerprint, events });
  return { store, seed: events };
}

async function fill(store: Store, options: S3Options): Promise<void> {
  const { bucket, clock } = options;
  store.commit({ type: 'bucket-created', bucket, createdAt: clock() });
  for await (const object of seededObjects(options)) await put(store, bucket, object, clock());
}

async function put(store: Store, bucket: string, object: SeedObject, now: number): Promise<void> {
  const bytes = Buffer.from(object.body);
  const stored = await store.blobs.write([bytes]);
  store.commit({
    type: 'version-written',
    bucket,
    version: {
      key: object.key,
      versionId: NULL_VERSION,
      isDeleteMarker: false,
      lastModified: now,
      etag: createHash('md5').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      content: [stored],
      headers: { 'content-type': object.contentType },
      metadata: {},
      tags: {},
    },
  });
  store.blobs.release(stored.blob);
}

function readSeed(directory: string): Seed | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, SEED_FILE), 'utf8')) as Seed;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Written last and in one step: a seeding that was interrupted is begun again. */
function writeSeed(directory: string, seed: Seed): void {
  replaceFile(join(directory, SEED_FILE), JSON.stringify(seed));
}
