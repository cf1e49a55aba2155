import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { S3Error } from '../errors.ts';
import { Blobs, type CreateBlobFile } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import type { Damage } from './damage.ts';
import { Journal } from './journal.ts';
import { refuseExcess, type StoreLimits } from './limits.ts';
import type { ReadJournal } from './read-journal.ts';
import { replay } from './replay.ts';
import { sayBroken, sayFaults, sayLost } from './say-damage.ts';
import { type OpenUpload, State } from './state.ts';
import type { StoreEvent } from './store-event.ts';
import { blobNamesIn, blobsIn, journalIn } from './store-folder.ts';

interface StoreParts {
  readonly createFile: CreateBlobFile;
  readonly damage: Damage;
  readonly limits: StoreLimits;
  readonly kept: readonly StoreEvent[];
}

/** More lines than what the store holds takes are dropped when there are so many and again as many as it takes. */
const MOST_STALE_LINES = 10_000;

/** Buckets, objects and uploads on disk. Whatever `commit` returned from survives the end of the process. */
export class Store {
  readonly blobs: Blobs;
  readonly #journal: Journal;
  readonly #limits: StoreLimits;
  #state: State;
  /** Lines of the journal since it was last made of what there is. */
  #lines = 0;

  private constructor(blobs: Blobs, journal: Journal, state: State, limits: StoreLimits) {
    this.#limits = limits;
    this.blobs = blobs;
    this.#journal = journal;
    this.#state = state;
  }

  /**
   * Opens the store of a folder that {@link openStoreFolder} made. What is damaged is said and kept; what an
   * interrupted request left is removed.
   *
   * @param journal what {@link readJournal} read there
   * @param parts.kept events whose blobs stay, as with {@link keep}; a lost journal begins with them
   */
  static async open(directory: string, journal: ReadJournal, parts: StoreParts): Promise<Store> {
    const { createFile, damage, limits, kept } = parts;
    const path = journalIn(directory);
    const blobs = new Blobs(blobsIn(directory), createFile);
    const state = new State(blobs);
    new State(blobs).applyAll(kept);
    const orphans = replay(state, journal.lines, damage);
    if (journal.lost === undefined) sayBroken(path, [...journal.broken, ...orphans], damage);
    else {
      if (!isFirstStart(directory, journal, kept)) sayLost(path, journal.lost, damage);
      state.applyAll(kept);
    }
    await sayFaults(state, blobs, damage);
    await blobs.sweep(damage);
    return new Store(blobs, new Journal(path, state.snapshot()), state, limits);
  }

  /** Removes what a store keeps in a folder, and nothing else that is there. */
  static remove(directory: string): void {
    rmSync(journalIn(directory), { force: true });
    for (const blob of blobNamesIn(directory)) {
      rmSync(join(blobsIn(directory), blob), { recursive: true, force: true });
    }
  }

  get buckets(): readonly Bucket[] {
    return [...this.#state.buckets.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  hasBucket(name: string): boolean {
    return this.#state.buckets.has(name);
  }

  /** @throws S3Error NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.#state.buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: name });
    return bucket;
  }

  /** @throws S3Error NoSuchUpload unless there is such an upload for that object */
  upload(bucket: string, key: string, uploadId: string): OpenUpload {
    const open = this.#state.uploads.get(uploadId);
    if (!open || open.upload.bucket !== bucket || open.upload.key !== key) {
      throw new S3Error('NoSuchUpload', undefined, { UploadId: uploadId });
    }
    return open;
  }

  uploadsOf(bucket: string): readonly OpenUpload[] {
    return [...this.#state.uploads.values()].filter(({ upload }) => upload.bucket === bucket);
  }

  /**
   * Makes an event last, then lets it take effect; if it cannot be written, nothing happened.
   *
   * @throws S3Error TooManyBuckets or XMinioStorageFull when the store has as much as it keeps
   */
  commit(event: StoreEvent): void {
    refuseExcess(event, this.#state, this.#limits);
    this.#journal.append(event);
    this.#state.apply(event);
    this.#lines += 1;
    if (this.#lines >= MOST_STALE_LINES + this.#state.size) this.#shorten();
  }

  /** A client that writes one object again and again makes the journal longer, and nothing else. */
  #shorten(): void {
    this.#lines = 0;
    try {
      this.#journal.replace(this.#state.snapshot());
    } catch {
      // On a full disk it stays as it is, and is as good; the next try comes as late as this one.
    }
  }

  /** What the store holds now, to come back to with {@link restore}. */
  snapshot(): readonly StoreEvent[] {
    return [...this.#state.snapshot()];
  }

  /** Holds the blobs of a snapshot for as long as the store is open, whatever happens to its objects. */
  keep(events: readonly StoreEvent[]): void {
    new State(this.blobs).applyAll(events);
  }

  /** Goes back to a snapshot that was kept. */
  restore(events: readonly StoreEvent[]): void {
    const state = new State(this.blobs);
    state.applyAll(events);
    this.#journal.replace(events);
    this.#lines = 0;
    this.#state.release();
    this.#state = state;
  }

  async close(): Promise<void> {
    this.#journal.close();
    await this.blobs.settle();
  }
}

/** A folder in which nothing was ever stored has no journal either. */
function isFirstStart(directory: string, journal: ReadJournal, kept: readonly StoreEvent[]): boolean {
  return journal.lost === 'is missing' && kept.length === 0 && blobNamesIn(directory).length === 0;
}
