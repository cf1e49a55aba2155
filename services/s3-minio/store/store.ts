import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../core/clock.ts';
import { S3Error } from '../errors.ts';
import { Blobs, type CreateBlobFile } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import type { Damage } from './damage.ts';
import { EventLog } from './event-log.ts';
import { refuseExcess, type StoreLimits } from './limits.ts';
import { type ListedBucket, PastListings } from './past-listings.ts';
import type { ReadEventLog } from './read-event-log.ts';
import { replay } from './replay.ts';
import { sayBroken, sayFaults, sayLost } from './say-damage.ts';
import { type OpenUpload, State } from './state.ts';
import type { StoreEvent } from './store-event.ts';
import { blobNamesIn, blobsIn, eventLogIn } from './store-folder.ts';

interface StoreParts {
  readonly createFile: CreateBlobFile;
  readonly damage: Damage;
  readonly limits: StoreLimits;
  readonly clock: Clock;
  readonly kept: readonly StoreEvent[];
}

/** More lines than what the store holds takes are dropped when there are so many and again as many as it takes. */
const MOST_STALE_LINES = 10_000;

/** Buckets, objects and uploads on disk. Whatever `commit` returned from survives the end of the process. */
export class Store {
  readonly blobs: Blobs;
  readonly #eventLog: EventLog;
  readonly #limits: StoreLimits;
  readonly #clock: Clock;
  readonly #past = new PastListings();
  #state: State;
  /** Lines of the event log since it was last made of what there is. */
  #lines = 0;

  private constructor(blobs: Blobs, eventLog: EventLog, state: State, { limits, clock }: StoreParts) {
    this.#limits = limits;
    this.#clock = clock;
    this.blobs = blobs;
    this.#eventLog = eventLog;
    this.#state = state;
  }

  /**
   * Opens the store of a folder that {@link openStoreFolder} made. What is damaged is said and kept; what an
   * interrupted request left is removed.
   *
   * @param eventLog what {@link readEventLog} read there
   * @param parts.kept events whose blobs stay, as with {@link keep}; a lost event log begins with them
   */
  static async open(directory: string, eventLog: ReadEventLog, parts: StoreParts): Promise<Store> {
    const { createFile, damage, kept } = parts;
    const path = eventLogIn(directory);
    const blobs = new Blobs(blobsIn(directory), createFile);
    const state = new State(blobs);
    new State(blobs).applyAll(kept);
    const orphans = replay(state, eventLog.lines, damage);
    if (eventLog.lost === undefined) sayBroken(path, [...eventLog.broken, ...orphans], damage);
    else {
      if (!isFirstStart(directory, eventLog, kept)) sayLost(path, eventLog.lost, damage);
      state.applyAll(kept);
    }
    await sayFaults(state, blobs, damage);
    await blobs.sweep(damage);
    return new Store(blobs, new EventLog(path, state.snapshot()), state, parts);
  }

  /** Removes what a store keeps in a folder, and nothing else that is there. */
  static remove(directory: string): void {
    rmSync(eventLogIn(directory), { force: true });
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

  /**
   * A bucket as it was listed at an instant (ms since 1970), as far as the last 10,000 changes since the start or a reset tell.
   *
   * @throws S3Error NoSuchBucket
   */
  bucketAt(name: string, instant: number): ListedBucket {
    return this.#past.at(this.bucket(name), instant);
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
   * @param at since when, in ms since 1970; left out, now
   * @throws S3Error TooManyBuckets or XMinioStorageFull when the store has as much as it keeps
   */
  commit(event: StoreEvent, at = this.#clock()): void {
    refuseExcess(event, this.#state, this.#limits);
    this.#eventLog.append(event);
    this.#notePast(event, at);
    this.#state.apply(event);
    this.#lines += 1;
    if (this.#lines >= MOST_STALE_LINES + this.#state.size) this.#shorten();
  }

  #notePast(event: StoreEvent, at: number): void {
    if (event.type !== 'version-written' && event.type !== 'version-removed') return;
    const bucket = this.#state.buckets.get(event.bucket);
    if (bucket) this.#past.note(bucket, event.type === 'version-written' ? event.version.key : event.key, at);
  }

  /** A client that writes one object again and again makes the event log longer, and nothing else. */
  #shorten(): void {
    this.#lines = 0;
    try {
      this.#eventLog.replace(this.#state.snapshot());
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
    this.#eventLog.replace(events);
    this.#lines = 0;
    this.#state.release();
    this.#state = state;
  }

  /** What is listed now was listed always. */
  forgetPast(): void {
    this.#past.clear();
  }

  async close(): Promise<void> {
    this.#eventLog.close();
    await this.blobs.settle();
  }
}

/** A folder in which nothing was ever stored has no event log either. */
function isFirstStart(directory: string, eventLog: ReadEventLog, kept: readonly StoreEvent[]): boolean {
  return eventLog.lost === 'is missing' && kept.length === 0 && blobNamesIn(directory).length === 0;
}
