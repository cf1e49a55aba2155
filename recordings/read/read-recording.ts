import { readFile, stat } from 'node:fs/promises';
import { PlaygroundError } from '../../core/playground-error.ts';
import { parseHar, type RecordedEntry } from './parse-har.ts';

/** A text of JavaScript has at most half a gigabyte. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The entries of several files, in their order. @throws as {@link readRecording} */
export async function readRecordings(files: readonly string[] = []): Promise<RecordedEntry[]> {
  return (await Promise.all(files.map(readRecording))).flat();
}

/** @throws PlaygroundError `ERR_BAD_OPTION` for a file that is not there, too large, or no HAR file ({@link parseHar}) */
async function readRecording(file: string): Promise<RecordedEntry[]> {
  return parseHar(await textOf(file), file);
}

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, and may have ${MOST_BYTES}`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The recording ${file} cannot be read: ${(cause as Error).message}. 'playground record ${file} --host NAME -- COMMAND' makes one.`,
      { cause },
    );
  }
}
