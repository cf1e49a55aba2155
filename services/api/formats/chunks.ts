import { Readable } from 'node:stream';

const ROWS_PER_CHUNK = 256;

/** How many rows are still quicker to send in one piece than as a stream. */
export const MOST_ROWS_AT_ONCE = 500;

/**
 * A stream of text: an opening, which comes even when no row does, and rows, a few hundred at a time and only as
 * fast as the client reads. When the client goes away the stream is destroyed and no further row is made.
 *
 * @param render the text of the rows from one position to another (not included)
 */
export function streamRows(
  opening: string,
  size: number,
  render: (from: number, to: number) => string,
): Readable {
  function* chunks(): Generator<string> {
    let text = opening;
    for (let from = 0; from < size; from += ROWS_PER_CHUNK) {
      yield text + render(from, Math.min(from + ROWS_PER_CHUNK, size));
      text = '';
    }
    if (text !== '') yield text;
  }
  return Readable.from(chunks(), { objectMode: false });
}
