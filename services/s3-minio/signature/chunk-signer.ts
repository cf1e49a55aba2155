import { createHash } from 'node:crypto';
import { isSameSecret } from '../../../core/same-secret.ts';
import { hmac } from '../../../core/signature-v4/scope.ts';
import { S3Error } from '../errors.ts';

const EMPTY_HASH = createHash('sha256').digest('hex');

/**
 * Verifies a body in signed chunks: every signature is made over the one before, the first over that of the
 * headers ("Signature calculations for the Authorization header: transferring payload in multiple chunks").
 */
export class ChunkSigner {
  readonly #key: Buffer;
  readonly #amzDate: string;
  readonly #scope: string;
  #previous: string;

  constructor(key: Buffer, amzDate: string, scope: string, seedSignature: string) {
    this.#key = key;
    this.#amzDate = amzDate;
    this.#scope = scope;
    this.#previous = seedSignature;
  }

  /** @throws S3Error SignatureDoesNotMatch */
  verifyChunk(data: Uint8Array, signature: string): void {
    const hash = createHash('sha256').update(data).digest('hex');
    this.#verify('AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_HASH, hash], signature);
  }

  /**
   * @param trailers the trailer lines as sent, each `name:value\n`
   * @throws S3Error SignatureDoesNotMatch
   */
  verifyTrailers(trailers: string, signature: string): void {
    const hash = createHash('sha256').update(trailers).digest('hex');
    this.#verify('AWS4-HMAC-SHA256-TRAILER', [hash], signature);
  }

  #verify(algorithm: string, hashes: readonly string[], signature: string): void {
    const text = [algorithm, this.#amzDate, this.#scope, this.#previous, ...hashes].join('\n');
    const expected = hmac(this.#key, text).toString('hex');
    if (!isSameSecret(expected, signature)) throw new S3Error('SignatureDoesNotMatch');
    this.#previous = expected;
  }
}
