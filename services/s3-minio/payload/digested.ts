import { createHash } from 'node:crypto';
import {
  type ChecksumAlgorithm,
  checksumHeader,
  createChecksum,
  isChecksumValue,
} from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import { announcedDigests } from './announced-digests.ts';
import type { Payload } from './payload.ts';

/** The digests of a body that has been read to its end. */
export interface Digests {
  /** In hex. */
  readonly md5: string;
  /** Present when the client named an algorithm; in Base64. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

/**
 * Passes the bytes of a body on, and fails at their end, before they count as read, when they do not have the
 * digests that the client announced in headers or trailers.
 *
 * @param onEnd is told the digests when they are right
 * @throws S3Error BadDigest from the iteration; InvalidDigest and InvalidRequest at once
 */
export function digested(
  payload: Payload,
  headers: Readonly<Record<string, string>>,
  onEnd: (digests: Digests) => void = () => undefined,
): AsyncIterable<Buffer> {
  const { contentMd5, algorithm, checksum } = announcedDigests(headers);

  return (async function* digestedChunks() {
    const md5 = createHash('md5');
    const running = algorithm && createChecksum(algorithm);
    for await (const chunk of payload.chunks) {
      md5.update(chunk);
      running?.update(chunk);
      yield chunk;
    }
    const md5Bytes = md5.digest();
    if (contentMd5 !== undefined && md5Bytes.toString('base64') !== contentMd5) {
      throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
    }
    const md5Hex = md5Bytes.toString('hex');
    if (!running || !algorithm) {
      onEnd({ md5: md5Hex });
      return;
    }
    const value = (await running.digest()).toString('base64');
    const trailer = payload.trailers.get(checksumHeader(algorithm));
    if (trailer !== undefined && !isChecksumValue(algorithm, trailer)) {
      throw new S3Error(
        'InvalidRequest',
        `Value for ${checksumHeader(algorithm)} trailing header is invalid.`,
      );
    }
    const expected = checksum ?? trailer;
    if (expected !== undefined && expected !== value) {
      throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
    onEnd({ md5: md5Hex, checksum: { algorithm, value } });
  })();
}
