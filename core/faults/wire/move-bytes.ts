import type { Duplex } from 'node:stream';

/**
 * Hands over what comes in, piece after piece: the next only when the last is dealt with, and the end when all is.
 *
 * @param take deals with a piece; undefined: at once. What it throws or rejects with ends the connection.
 */
export function moveBytes(
  from: Duplex,
  take: (chunk: Buffer) => Promise<void> | undefined,
  atEnd: () => void,
): void {
  let last: Promise<void> | undefined;
  from.on('data', (chunk: Buffer) => {
    try {
      last = take(chunk);
    } catch (error) {
      from.destroy(error as Error);
      return;
    }
    if (last === undefined) return;
    from.pause();
    last.then(
      () => from.resume(),
      (error: Error) => from.destroy(error),
    );
  });
  from.once('end', () => void (last ?? Promise.resolve()).then(atEnd, () => undefined));
}

/** Writes. Resolves when there is room for more or nobody reads any more; undefined: there is room. */
export function write(into: Duplex, bytes: Buffer): Promise<void> | undefined {
  if (!into.writable || bytes.length === 0 || into.write(bytes)) return undefined;
  return new Promise((resolve) => {
    const done = (): void => {
      into.off('drain', done);
      into.off('close', done);
      resolve();
    };
    into.once('drain', done);
    into.once('close', done);
  });
}
