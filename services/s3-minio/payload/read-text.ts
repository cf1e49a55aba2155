import { collect } from '../../../core/collect.ts';
import { S3Error } from '../errors.ts';
import { within } from './body-times.ts';
import { digested } from './digested.ts';
import type { Payload } from './payload.ts';

/** Room for a CompleteMultipartUpload of 10,000 parts with their checksums. */
const LONGEST_BYTES = 4 * 1024 * 1024;

/**
 * A whole small body as text, its digests checked.
 *
 * @throws S3Error MaxMessageLengthExceeded; MalformedXML when it is not UTF-8; RequestTimeout
 */
export async function readText(payload: Payload, headers: Readonly<Record<string, string>>): Promise<string> {
  const bytes = await collect(
    digested({ ...payload, chunks: within(payload.chunks, payload.documentMs) }, headers),
    LONGEST_BYTES,
    () => new S3Error('MaxMessageLengthExceeded'),
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new S3Error('MalformedXML', 'The document is not in UTF-8.');
  }
}
