import { createHash } from 'node:crypto';
import type { Dataset } from '../../../fixtures/dataset.ts';
import type { SeedObject } from '../objects/seed-object.ts';
import { deleteMarker } from '../operations/delete-object.ts';
import { newVersionId } from '../operations/version-id.ts';
import { VERSIONING } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-version.ts';
import type { Store } from '../store/store.ts';
import { HOUR, type HourlyObjects, hourlyObjects } from './hourly-objects.ts';

interface ExporterOptions {
  readonly store: Store;
  readonly bucket: string;
  readonly dataset: Dataset;
}

/**
 * Writes what a living world exports, and deletes what is too old, as a program would that runs at every full hour. What a
 * client wrote under one of these keys stays as it is, and a file of changes that a client deleted stays deleted.
 *
 * Of many hours at once only what the last one leaves is written.
 */
export class Exporter {
  readonly #store: Store;
  readonly #bucket: string;
  readonly #dataset: Dataset;
  /** The last hour that was exported since the start or a reset. */
  #reached = Number.NEGATIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ store, bucket, dataset }: ExporterOptions) {
    this.#store = store;
    this.#bucket = bucket;
    this.#dataset = dataset;
  }

  /** Goes on to an instant (ms since 1970). */
  moveTo(time: number): Promise<void> {
    return this.#inTurn(() => this.#moveTo(time));
  }

  /** Does the same after the store has gone back to what it was. */
  beginAgain(time: number): Promise<void> {
    return this.#inTurn(() => {
      this.#reached = Number.NEGATIVE_INFINITY;
      return this.#moveTo(time);
    });
  }

  async #moveTo(time: number): Promise<void> {
    const hour = Math.floor(time / HOUR) * HOUR;
    if (hour === this.#reached || !this.#store.hasBucket(this.#bucket)) return;
    const wanted = hourlyObjects(this.#dataset, time);
    this.#deleteOthers(
      wanted.flatMap(({ keys }) => keys),
      hour,
    );
    for (const objects of wanted) {
      if (objects.writtenAt <= this.#reached || !objects.keys.some((key) => this.#isStale(key, objects)))
        continue;
      for (const object of await objects.make()) {
        if (this.#isStale(object.key, objects)) await this.#write(object, objects.writtenAt);
      }
    }
    this.#reached = hour;
  }

  #isStale(key: string, { writtenAt }: HourlyObjects): boolean {
    const found = this.#store.bucket(this.#bucket).current(key);
    return found === undefined || (found.isExport === true && found.lastModified !== writtenAt);
  }

  #deleteOthers(wanted: readonly string[], hour: number): void {
    const bucket = this.#store.bucket(this.#bucket);
    for (const key of bucket.keys()) {
      const found = bucket.current(key);
      if (found?.isExport !== true || wanted.includes(key)) continue;
      if (bucket.settings.get(VERSIONING) === undefined) {
        this.#store.commit({
          type: 'version-removed',
          bucket: this.#bucket,
          key,
          versionId: found.versionId,
        });
      } else {
        const version = deleteMarker(key, bucket.nextVersionId(newVersionId), hour);
        this.#store.commit({ type: 'version-written', bucket: this.#bucket, version });
      }
    }
  }

  async #write({ key, contentType, body }: SeedObject, writtenAt: number): Promise<void> {
    const { blobs } = this.#store;
    const bytes = Buffer.from(body);
    const stored = await blobs.write([bytes]);
    try {
      const version: ObjectVersion = {
        key,
        versionId: this.#store.bucket(this.#bucket).nextVersionId(newVersionId),
        isDeleteMarker: false,
        lastModified: writtenAt,
        etag: createHash('md5').update(bytes).digest('hex'),
        sizeBytes: bytes.length,
        content: [stored],
        headers: { 'content-type': contentType },
        metadata: {},
        tags: {},
        isExport: true,
      };
      this.#store.commit({ type: 'version-written', bucket: this.#bucket, version });
    } finally {
      // Whoever holds the version holds its bytes.
      blobs.release(stored.blob);
    }
  }

  /** A reset while the clock moves waits for it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
