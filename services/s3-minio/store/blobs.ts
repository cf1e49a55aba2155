import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BATCH_BYTES, Batch } from './batch.ts';
import { blobFault } from './blob-fault.ts';
import { BLOB_NAME } from './blob-name.ts';
import type { Damage } from './damage.ts';
import type { StoredBytes } from './object-version.ts';
import type { BlobHolder } from './state.ts';

/** A file that is being written. */
type BlobFile = Pick<FileHandle, 'write' | 'close'>;
/** Makes a new file; a parameter, so that a test can give a disk that is full. */
export type CreateBlobFile = (path: string) => Promise<BlobFile>;

export const createBlobFile: CreateBlobFile = (path) => open(path, 'wx');

const EMPTY = Buffer.alloc(0);

/**
 * Bytes on disk, one file for each blob, written once and never changed. A blob lives as long as anybody
 * retains it: an object, a part, or a reader that began before the object was overwritten.
 */
export class Blobs implements BlobHolder {
  readonly #directory: string;
  readonly #createFile: CreateBlobFile;
  readonly #holders = new Map<string, number>();
  readonly #unlinking = new Set<Promise<void>>();

  constructor(directory: string, createFile: CreateBlobFile) {
    this.#directory = directory;
    this.#createFile = createFile;
  }

  retain(blob: string): void {
    this.#holders.set(blob, (this.#holders.get(blob) ?? 0) + 1);
  }

  /** The last to release a blob removes its file. */
  release(blob: string): void {
    const holders = (this.#holders.get(blob) ?? 0) - 1;
    if (holders > 0) {
      this.#holders.set(blob, holders);
      return;
    }
    this.#holders.delete(blob);
    // A file that cannot be removed now is swept at the next start.
    const unlinking = unlink(this.#path(blob)).catch(() => undefined);
    this.#unlinking.add(unlinking);
    void unlinking.then(() => this.#unlinking.delete(unlinking));
  }

  /** Stores all bytes, or nothing if either side fails. The caller holds the blob and must release it. */
  async write(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StoredBytes> {
    const blob = randomBytes(16).toString('hex');
    const file = await this.#createFile(this.#path(blob));
    this.retain(blob);
    try {
      const sizeBytes = await writeAll(file, chunks);
      await file.close();
      return { blob, sizeBytes };
    } catch (error) {
      await file.close().catch(() => undefined);
      this.release(blob);
      throw error;
    }
  }

  /** Why these bytes cannot be read; undefined when they can. */
  fault(stored: StoredBytes): string | undefined {
    return blobFault(this.#directory, stored);
  }

  /** The bytes of a blob from `start` up to, not including, `end`. */
  async *read(blob: string, start: number, end: number): AsyncGenerator<Buffer> {
    const file = await open(this.#path(blob), constants.O_RDONLY | constants.O_NOFOLLOW);
    let ahead = readBatch(file, start, end);
    try {
      for (let position = start; position < end; ) {
        const bytes = await ahead;
        if (bytes.length === 0) throw new Error(`blob ${blob} ends at ${position}, before ${end}`);
        position += bytes.length;
        // The next batch is read while this one is sent.
        ahead = readBatch(file, position, end);
        yield bytes;
      }
    } finally {
      await ahead.catch(() => undefined);
      await file.close();
    }
  }

  /** Removes the files nobody holds, which an interrupted process left; keeps them where something was damaged. */
  async sweep(damage: Damage): Promise<void> {
    await this.settle();
    const names = await readdir(this.#directory);
    const strays = names.filter((name) => BLOB_NAME.test(name) && !this.#holders.has(name));
    const kept: string[] = [];
    for (const path of strays.map((blob) => this.#path(blob))) {
      if (damage.isSeen || (await lstat(path)).isDirectory()) kept.push(damage.move(path));
      else await unlink(path);
    }
    if (kept.length === 0) return;
    damage.say('blobs_kept', {
      count: kept.length,
      kept: dirname(kept[0] as string),
      reason: 'nothing that could be read names them, but what was damaged may have',
      wayOut: 'Remove that folder if nothing is missing.',
    });
  }

  async settle(): Promise<void> {
    await Promise.all(this.#unlinking);
  }

  #path(blob: string): string {
    return join(this.#directory, blob);
  }
}

/** Writes one batch while the next arrives. */
async function writeAll(
  file: BlobFile,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  let sizeBytes = 0;
  let arriving = new Batch();
  let leaving = new Batch();
  let writing: Promise<void> = Promise.resolve();
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    for (let taken = 0; taken < chunk.length; ) {
      taken += arriving.add(taken === 0 ? chunk : chunk.subarray(taken));
      if (!arriving.isFull) continue;
      await writing;
      leaving.clear();
      [arriving, leaving] = [leaving, arriving];
      writing = writeBytes(file, leaving.bytes);
      // Its failure is thrown by the await above or below; until then it must not count as unhandled.
      writing.catch(() => undefined);
    }
  }
  await writing;
  await writeBytes(file, arriving.bytes);
  return sizeBytes;
}

async function readBatch(file: FileHandle, start: number, end: number): Promise<Buffer> {
  if (start >= end) return EMPTY;
  const buffer = Buffer.allocUnsafeSlow(Math.min(BATCH_BYTES, end - start));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}

async function writeBytes(file: BlobFile, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}
