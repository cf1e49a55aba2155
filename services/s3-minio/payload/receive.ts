import { S3Error } from '../errors.ts';
import type { Blobs } from '../store/blobs.ts';
import type { StoredBytes } from '../store/object-version.ts';
import { type Digests, digested } from './digested.ts';
import type { Payload } from './payload.ts';

/** Bytes on disk that are what the client said they would be. */
export interface Received extends Digests {
  readonly stored: StoredBytes;
}

/**
 * Stores a body and hands it to `use`, which keeps it by committing an event that refers to it. A body that
 * is broken, refused by `use`, or whose client went away leaves nothing behind.
 */
export async function receive<Result>(
  payload: Payload,
  headers: Readonly<Record<string, string>>,
  blobs: Blobs,
  use: (received: Received) => Result | Promise<Result>,
): Promise<Result> {
  let digests: Digests | undefined;
  const chunks = digested(payload, headers, (result) => {
    digests = result;
  });
  const stored = await blobs.write(chunks);
  try {
    if (!digests) throw new S3Error('InternalError');
    return await use({ stored, ...digests });
  } finally {
    blobs.release(stored.blob);
  }
}
