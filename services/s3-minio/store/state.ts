import { Bucket } from './bucket.ts';
import { type ObjectVersion, type Part, type StoredBytes, type Upload, weightOf } from './object-version.ts';
import type { StoreEvent } from './store-event.ts';

/** Told which blobs the state needs and which it needs no longer. */
export interface BlobHolder {
  retain(blob: string): void;
  release(blob: string): void;
}

export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: ReadonlyMap<number, Part>;
}

/** The one holder of what the store knows: the sum of all events so far. */
export class State {
  readonly #blobs: BlobHolder;
  readonly #buckets = new Map<string, Bucket>();
  readonly #uploads = new Map<string, { upload: Upload; parts: Map<number, Part> }>();

  #size = 0;

  constructor(blobs: BlobHolder) {
    this.#blobs = blobs;
  }

  /** How many pieces it is made of; see `StoreLimits`. */
  get size(): number {
    return this.#size;
  }

  get buckets(): ReadonlyMap<string, Bucket> {
    return this.#buckets;
  }

  get uploads(): ReadonlyMap<string, OpenUpload> {
    return this.#uploads;
  }

  applyAll(events: Iterable<StoreEvent>): void {
    for (const event of events) this.apply(event);
  }

  apply(event: StoreEvent): void {
    switch (event.type) {
      case 'bucket-created':
        // One that is there keeps its objects: the line that deleted it may have been lost.
        if (!this.#buckets.has(event.bucket)) {
          this.#buckets.set(event.bucket, new Bucket(event.bucket, event.createdAt));
        }
        break;
      case 'bucket-deleted':
        this.#buckets.delete(event.bucket);
        for (const [id, { upload }] of this.#uploads) if (upload.bucket === event.bucket) this.#close(id);
        break;
      case 'setting-changed':
        this.#buckets.get(event.bucket)?.set(event.setting, event.value);
        break;
      case 'version-written':
        this.#write(event.bucket, event.version);
        break;
      case 'version-tagged':
        this.#buckets.get(event.bucket)?.tag(event.key, event.versionId, event.tags);
        break;
      case 'version-removed':
        this.#forget(this.#buckets.get(event.bucket)?.remove(event.key, event.versionId));
        break;
      case 'upload-opened':
        this.#uploads.set(event.upload.id, { upload: event.upload, parts: new Map() });
        this.#size += 1;
        break;
      case 'part-written':
        this.#writePart(event.uploadId, event.part);
        break;
      case 'upload-aborted':
        this.#close(event.uploadId);
        break;
    }
  }

  /** The shortest list of events that leads to this state. */
  *snapshot(): Iterable<StoreEvent> {
    for (const bucket of this.#buckets.values()) {
      yield { type: 'bucket-created', bucket: bucket.name, createdAt: bucket.createdAt };
      for (const [setting, value] of bucket.settings) {
        yield { type: 'setting-changed', bucket: bucket.name, setting, value };
      }
      for (const key of bucket.keys()) {
        for (const version of bucket.versions(key)) {
          yield { type: 'version-written', bucket: bucket.name, version };
        }
      }
    }
    for (const { upload, parts } of this.#uploads.values()) {
      yield { type: 'upload-opened', upload };
      for (const part of parts.values()) yield { type: 'part-written', uploadId: upload.id, part };
    }
  }

  /** Lets go of every blob; the state must not be used afterwards. */
  release(): void {
    for (const bucket of this.#buckets.values()) {
      for (const key of bucket.keys()) {
        for (const version of bucket.versions(key)) this.#releaseAll(version.content);
      }
    }
    for (const { parts } of this.#uploads.values()) this.#releaseAll([...parts.values()]);
  }

  #write(name: string, version: ObjectVersion): void {
    for (const { blob } of version.content) this.#blobs.retain(blob);
    this.#size += weightOf(version);
    this.#forget(this.#buckets.get(name)?.add(version));
    if (version.uploadId !== undefined) this.#close(version.uploadId);
  }

  #writePart(uploadId: string, part: Part): void {
    const parts = this.#uploads.get(uploadId)?.parts;
    if (!parts) return;
    this.#blobs.retain(part.blob);
    const replaced = parts.get(part.number);
    parts.set(part.number, part);
    if (replaced) this.#blobs.release(replaced.blob);
    else this.#size += 1;
  }

  #close(uploadId: string): void {
    const open = this.#uploads.get(uploadId);
    if (!open) return;
    this.#uploads.delete(uploadId);
    this.#size -= 1 + open.parts.size;
    this.#releaseAll([...open.parts.values()]);
  }

  #forget(version: ObjectVersion | undefined): void {
    if (!version) return;
    this.#size -= weightOf(version);
    this.#releaseAll(version.content);
  }

  #releaseAll(content: readonly StoredBytes[] = []): void {
    for (const { blob } of content) this.#blobs.release(blob);
  }
}
