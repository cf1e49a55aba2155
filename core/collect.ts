const FIRST_BYTES = 16 * 1024;

/**
 * The bytes of a stream that must be short, in one buffer that doubles: what arrives a byte at a time takes no more
 * memory than what arrives at once.
 *
 * @param tooLong what to throw as soon as there are more than `mostBytes`
 */
export async function collect(
  chunks: AsyncIterable<Buffer>,
  mostBytes: number,
  tooLong: () => Error,
): Promise<Buffer> {
  let bytes = Buffer.allocUnsafe(Math.min(FIRST_BYTES, mostBytes));
  let length = 0;
  for await (const chunk of chunks) {
    const needed = length + chunk.length;
    if (needed > mostBytes) throw tooLong();
    if (needed > bytes.length) {
      bytes = Buffer.concat(
        [bytes.subarray(0, length)],
        Math.max(needed, Math.min(mostBytes, 2 * bytes.length)),
      );
    }
    chunk.copy(bytes, length);
    length = needed;
  }
  return bytes.subarray(0, length);
}
