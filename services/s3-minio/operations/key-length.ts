import { S3Error } from '../errors.ts';

const LONGEST_KEY_BYTES = 1024;

/** @throws S3Error KeyTooLongError */
export function requireKeyLength(key: string): void {
  if (Buffer.byteLength(key) <= LONGEST_KEY_BYTES) return;
  throw new S3Error('KeyTooLongError', undefined, { MaxSizeAllowed: String(LONGEST_KEY_BYTES) });
}
