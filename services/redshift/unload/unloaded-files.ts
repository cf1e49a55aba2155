import type { RemoteBucket } from '../object-store/remote-bucket.ts';
import { Upload } from '../object-store/upload.ts';
import { destinationNotEmpty } from './errors.ts';
import type { RowFile, RowFormat } from './row-format.ts';
import type { UnloadStatement } from './statement.ts';

/** Of rows on the wire that are kept until they are written as one group: nothing else runs while it is encoded. */
const GROUP_BYTES = 2 * 1024 * 1024;

type Destination = Pick<
  UnloadStatement,
  'prefix' | 'isParallel' | 'maxFileBytes' | 'hasManifest' | 'onExisting'
>;

interface OpenFile {
  readonly key: string;
  readonly rows: RowFile;
  readonly upload: Upload;
}

/** Fails when the bucket is not there, or holds something that must not be touched. @throws SqlError */
export async function requireRoom(bucket: RemoteBucket, { prefix, onExisting }: Destination): Promise<void> {
  const existing = await bucket.keys(prefix, 1);
  if (existing.length > 0 && onExisting === 'refuse') throw destinationNotEmpty();
}

/** Writes the files of one UNLOAD, the next when one is large enough. Without rows there is no file. */
export class UnloadedFiles {
  readonly #bucket: RemoteBucket;
  readonly #destination: Destination;
  readonly #format: RowFormat;
  readonly #groupBytes: number;
  #file: OpenFile | undefined;
  readonly #written: Array<{ readonly key: string; readonly bytes: number }> = [];
  #rows = 0;

  constructor(bucket: RemoteBucket, destination: Destination, format: RowFormat) {
    this.#bucket = bucket;
    this.#destination = destination;
    this.#format = format;
    this.#groupBytes = Math.min(GROUP_BYTES, destination.maxFileBytes);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param row content of a DataRow, which is not kept. @throws SqlError */
  add(row: Buffer): Promise<void> | void {
    this.#file ??= this.#open();
    this.#file.rows.add(row);
    this.#rows += 1;
    if (this.#file.rows.waitingBytes >= this.#groupBytes) return this.#writeGroup(this.#file);
  }

  /** All rows are there. @throws SqlError */
  async finish(): Promise<void> {
    if (this.#file) await this.#close(this.#file);
    else if (this.#written.length === 0) await this.#makeRoom();
    if (this.#destination.hasManifest && this.#written.length > 0) await this.#writeManifest();
  }

  /** Leaves no file behind that was written so far, if the object store lets it go. */
  async undo(): Promise<void> {
    try {
      await this.#file?.upload.abort();
      for (const { key } of this.#written) await this.#bucket.afterwards.remove(key);
    } catch {
      // Why the UNLOAD failed is what its client must hear.
    }
  }

  #open(): OpenFile {
    const key = this.#destination.prefix + this.#nameOf(this.#written.length);
    return { key, rows: this.#format.begin(), upload: new Upload(this.#bucket, key) };
  }

  async #writeGroup(file: OpenFile): Promise<void> {
    await this.#write(file, file.rows.take());
    if (file.upload.bytes + this.#groupBytes > this.#destination.maxFileBytes) await this.#close(file);
  }

  async #close(file: OpenFile): Promise<void> {
    if (file.rows.waitingBytes > 0) await this.#write(file, file.rows.take());
    await this.#write(file, file.rows.end());
    // From here on it may be there, whatever is answered.
    this.#written.push({ key: file.key, bytes: file.upload.bytes });
    await file.upload.finish();
    this.#file = undefined;
  }

  async #write(file: OpenFile, bytes: Uint8Array): Promise<void> {
    if (this.#written.length === 0 && file.upload.bytes === 0) await this.#makeRoom();
    await file.upload.write(bytes);
  }

  /** Only when there is something to take the place of what is removed: a query that fails costs nothing. */
  async #makeRoom(): Promise<void> {
    if (this.#destination.onExisting !== 'remove') return;
    let last: string | undefined;
    for (;;) {
      const keys = await this.#bucket.keys(this.#destination.prefix);
      if (keys.length === 0) return;
      // A store that keeps what it says it removed would be asked forever.
      if (keys[0] === last) throw this.#bucket.oddAnswer(`the removal of ${last}`);
      last = keys[0];
      for (const key of keys) await this.#bucket.remove(key);
    }
  }

  /** What Amazon Redshift names them: this is a cluster of one slice. */
  #nameOf(index: number): string {
    const name = this.#destination.isParallel
      ? `0000_part_${String(index).padStart(2, '0')}`
      : String(index).padStart(3, '0');
    return `${name}${this.#format.suffix}`;
  }

  async #writeManifest(): Promise<void> {
    const entries = this.#written.map(({ key, bytes }) => ({
      url: `s3://${this.#bucket.name}/${key}`,
      meta: { content_length: bytes },
    }));
    const key = `${this.#destination.prefix}manifest`;
    this.#written.push({ key, bytes: 0 });
    await this.#bucket.put(key, Buffer.from(`${JSON.stringify({ entries }, undefined, 2)}\n`));
  }
}
