import { S3Error } from '../errors.ts';

/** How patient the service is with a client that sends slowly. An object takes as long as it takes. */
export interface BodyTimes {
  /** How long nothing may arrive in the middle of a body. */
  readonly idleMs: number;
  /** How long a document, or a form up to its file, may take in all. */
  readonly documentMs: number;
  /** How long what is left of a refused body is still read, so that the client hears the answer. */
  readonly lingerMs: number;
}

export const DEFAULT_BODY_TIMES: BodyTimes = { idleMs: 30_000, documentMs: 60_000, lingerMs: 30_000 };

/** The next result of an iterator. @throws S3Error RequestTimeout when it does not come in time */
export async function nextWithin<Result>(next: Promise<Result>, timeMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new S3Error('RequestTimeout')), timeMs);
  });
  try {
    return await Promise.race([next, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The chunks of a body that must be complete soon. Between two of them the idle time of the body holds.
 *
 * @throws S3Error RequestTimeout
 */
export async function* within(chunks: AsyncIterable<Buffer>, timeMs: number): AsyncGenerator<Buffer> {
  const deadline = performance.now() + timeMs;
  for await (const chunk of chunks) {
    if (performance.now() > deadline) throw new S3Error('RequestTimeout');
    yield chunk;
  }
}
