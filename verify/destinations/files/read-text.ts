import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { cannotRead } from '../errors.ts';
import { completeLines, type LastLine } from './complete-lines.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The text of a file, unpacked where its name ends in `.gz`, in pieces that end where a line does.
 *
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` when it cannot be read, is cut off or is no UTF-8
 */
export function readText(file: string, last: LastLine = {}): AsyncGenerator<string> {
  return completeLines(chunksOf(file), file, last);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const stream: Readable = file.endsWith('.gz') ? unpacked(source) : source;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
    throw cannotRead(file, (cause as Error).message, cause);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

function unpacked(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}
