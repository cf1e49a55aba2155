import type { Duplex } from 'node:stream';

/** Snowflake's longest text has 16 MiB; a row here may have no more in all of its columns. */
const MOST_BYTES = 16_777_216 + 65_536;
/** A letter and a length that counts itself (https://www.postgresql.org/docs/17/protocol-message-formats.html). */
const HEAD_BYTES = 5;

/** A row that is too large to be kept in memory as a whole, which a client of PostgreSQL does. */
export class RowTooLarge extends Error {
  override readonly name = 'RowTooLarge';
  readonly bytes: number;

  constructor(bytes: number) {
    super(`a row of ${bytes} bytes`);
    this.bytes = bytes;
  }
}

/** Ends a connection that announces a message above 16 MiB, before it is collected. To be called between two messages. */
export function limitMessages(stream: Duplex): void {
  const head = Buffer.alloc(HEAD_BYTES);
  let have = 0;
  let left = 0;
  stream.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const skipped = Math.min(left, chunk.length - at);
        left -= skipped;
        at += skipped;
        continue;
      }
      head[have] = chunk[at] as number;
      have += 1;
      at += 1;
      if (have < HEAD_BYTES) continue;
      have = 0;
      left = head.readUInt32BE(1) - (HEAD_BYTES - 1);
      if (left > MOST_BYTES) {
        stream.destroy(new RowTooLarge(left));
        return;
      }
    }
  });
}
