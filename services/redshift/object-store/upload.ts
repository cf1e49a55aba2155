import { parseAnswer } from './parse-answer.ts';
import type { RemoteBucket } from './remote-bucket.ts';

/** Parts but the last have 5 MiB at least. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Writes one object of unknown size with no more than a part of it in memory. The object is there when all of it is,
 * and not before.
 */
export class Upload {
  readonly #bucket: RemoteBucket;
  readonly #key: string;
  #pieces: Uint8Array[] = [];
  #waitingBytes = 0;
  #sentBytes = 0;
  #uploadId: string | undefined;
  readonly #etags: string[] = [];

  constructor(bucket: RemoteBucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
  }

  get bytes(): number {
    return this.#sentBytes + this.#waitingBytes;
  }

  /** @throws SqlError */
  async write(piece: Uint8Array): Promise<void> {
    this.#pieces.push(piece);
    this.#waitingBytes += piece.length;
    if (this.#waitingBytes >= PART_BYTES) await this.#sendPart();
  }

  /** @throws SqlError */
  async finish(): Promise<void> {
    if (this.#uploadId === undefined) {
      await this.#bucket.put(this.#key, this.#takePieces());
      return;
    }
    if (this.#waitingBytes > 0) await this.#sendPart();
    const parts = this.#etags.map(
      (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    await this.#bucket.send({
      method: 'POST',
      key: this.#key,
      query: [['uploadId', this.#uploadId]],
      body: Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`),
    });
  }

  /** Forgets what was sent so far. @throws SqlError */
  async abort(): Promise<void> {
    if (this.#uploadId === undefined) return;
    const query = [['uploadId', this.#uploadId]] as const;
    await this.#bucket.afterwards.send({ method: 'DELETE', key: this.#key, query });
  }

  async #sendPart(): Promise<void> {
    this.#uploadId ??= await this.#create();
    const { headers } = await this.#bucket.send({
      method: 'PUT',
      key: this.#key,
      query: [
        ['partNumber', String(this.#etags.length + 1)],
        ['uploadId', this.#uploadId],
      ],
      body: this.#takePieces(),
    });
    if (!headers.etag) throw this.#bucket.oddAnswer('the ETag of a part');
    this.#etags.push(`"${headers.etag.replaceAll('"', '')}"`);
  }

  async #create(): Promise<string> {
    const { body } = await this.#bucket.send({ method: 'POST', key: this.#key, query: [['uploads', '']] });
    const { InitiateMultipartUploadResult: result } = parseAnswer(body);
    if (typeof result?.UploadId !== 'string') throw this.#bucket.oddAnswer('the number of an upload');
    return result.UploadId;
  }

  #takePieces(): Uint8Array {
    const body = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#sentBytes += body.length;
    this.#waitingBytes = 0;
    return body;
  }
}
