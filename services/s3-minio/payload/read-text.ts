import { S3Error } from '../errors.ts';
import { digested } from './digested.ts';
import type { Payload } from './payload.ts';

/** Room for a CompleteMultipartUpload of 10,000 parts with their checksums. */
const LONGEST_BYTES = 4 * 1024 * 1024;

/** A whole small body as text, its digests checked. @throws S3Error MaxMessageLengthExceeded */
export async function readText(payload: Payload, headers: Readonly<Record<string, string>>): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of digested(payload, headers)) {
    sizeBytes += chunk.length;
    if (sizeBytes > LONGEST_BYTES) throw new S3Error('MaxMessageLengthExceeded');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
