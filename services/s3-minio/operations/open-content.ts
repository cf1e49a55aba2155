import { S3Error } from '../errors.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ObjectVersion, StoredBytes } from '../store/object-version.ts';
import type { ByteRange } from './byte-range.ts';

/**
 * The bytes of a version, which stay readable until `release` whatever happens to the object meanwhile.
 *
 * @throws S3Error InternalError where the disk does not have them
 */
export function openContent(
  blobs: Blobs,
  version: ObjectVersion,
  range: ByteRange,
): { body: AsyncIterable<Buffer>; release: () => void } {
  requireWhole(blobs, version, range);
  for (const { blob } of version.content) blobs.retain(blob);
  return {
    body: readContent(blobs, version, range),
    release: () => {
      for (const { blob } of version.content) blobs.release(blob);
    },
  };
}

async function* readContent(blobs: Blobs, version: ObjectVersion, range: ByteRange): AsyncGenerator<Buffer> {
  for (const { stored, start, end } of piecesOf(version, range)) yield* blobs.read(stored.blob, start, end);
}

/**
 * An answer cannot be taken back once it has begun, so what it needs is looked at before.
 *
 * @throws S3Error InternalError
 */
export function requireWhole(blobs: Blobs, version: ObjectVersion, range: ByteRange): void {
  for (const { stored } of piecesOf(version, range)) {
    const fault = blobs.fault(stored);
    if (fault === undefined) continue;
    throw new S3Error(
      'InternalError',
      `The bytes of this object are damaged on the disk: ${fault}. Store the object again, or delete it.`,
      { Key: version.key },
    );
  }
}

/** The blobs that have a range, and where in each it is. */
function* piecesOf(
  { content }: ObjectVersion,
  range: ByteRange,
): Generator<{ stored: StoredBytes; start: number; end: number }> {
  let offset = 0;
  for (const stored of content) {
    const start = Math.max(0, range.start - offset);
    const end = Math.min(stored.sizeBytes, range.end - offset);
    if (start < end) yield { stored, start, end };
    offset += stored.sizeBytes;
  }
}
