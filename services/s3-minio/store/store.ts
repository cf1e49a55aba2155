import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { S3Error } from '../errors.ts';
import { Blobs, type CreateBlobFile, createBlobFile } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import { Journal, readEvents } from './journal.ts';
import { type OpenUpload, State } from './state.ts';
import type { StoreEvent } from './store-event.ts';

const JOURNAL_FILE = 'journal.jsonl';
const BLOB_FOLDER = 'blobs';

/** Buckets, objects and uploads on disk. Whatever `commit` returned from survives the end of the process. */
export class Store {
  readonly blobs: Blobs;
  readonly #journal: Journal;
  #state: State;

  private constructor(blobs: Blobs, journal: Journal, state: State) {
    this.blobs = blobs;
    this.#journal = journal;
    this.#state = state;
  }

  /**
   * Reads what the journal in `directory` says, and removes what an interrupted request left there.
   *
   * @param kept events whose blobs stay, as with {@link keep}
   */
  static async open(
    directory: string,
    createFile: CreateBlobFile = createBlobFile,
    kept: readonly StoreEvent[] = [],
  ): Promise<Store> {
    const blobs = new Blobs(join(directory, BLOB_FOLDER), createFile);
    const state = new State(blobs);
    const path = join(directory, JOURNAL_FILE);
    new State(blobs).applyAll(kept);
    state.applyAll(readEvents(path));
    await blobs.sweep();
    return new Store(blobs, new Journal(path, state.snapshot()), state);
  }

  /** Removes what a store keeps in a directory, and nothing else that is there. */
  static remove(directory: string): void {
    rmSync(join(directory, JOURNAL_FILE), { force: true });
    rmSync(join(directory, BLOB_FOLDER), { recursive: true, force: true });
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

  /** Makes an event last, then lets it take effect; if it cannot be written, nothing happened. */
  commit(event: StoreEvent): void {
    this.#journal.append(event);
    this.#state.apply(event);
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
    this.#state.release();
    this.#state = state;
  }

  async close(): Promise<void> {
    this.#journal.close();
    await this.blobs.settle();
  }
}
