import { isUtf8 } from 'node:buffer';
import { cannotRead } from '../errors.ts';

const LINE_FEED = 0x0a;
/** A line that is longer has no end: a quote that is never closed, or no text at all. */
const LONGEST_BYTES = 64 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is done with what comes after the last line feed. */
export interface LastLine {
  /** Whether it is left out. Default: it is a line. */
  readonly isDropped?: (bytes: Buffer) => boolean;
}

/**
 * Text from bytes, in pieces that end where a line does. The last piece gets a line feed where it has none.
 *
 * @param name of the source, for errors
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` when it is no UTF-8, or a line is longer than 64 MiB
 */
export async function* completeLines(
  chunks: AsyncIterable<Buffer>,
  name: string,
  { isDropped = () => false }: LastLine = {},
): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  let isFirst = true;
  const decode = (bytes: Buffer): string => {
    const content = isFirst && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
    isFirst = false;
    if (!isUtf8(content)) throw cannotRead(name, 'it is not UTF-8; write it in UTF-8');
    return content.toString('utf8');
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield decode(Buffer.concat([...parts, chunk.subarray(0, end)]));
      [parts, size] = [[], 0];
    }
    if (end === chunk.length) continue;
    parts.push(chunk.subarray(end));
    size += chunk.length - end;
    if (size > LONGEST_BYTES) throw cannotRead(name, 'a line of it is longer than 64 MiB');
  }
  const rest = Buffer.concat(parts);
  if (size > 0 && !isDropped(rest)) yield `${decode(rest)}\n`;
}
