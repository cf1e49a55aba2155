import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LogLines } from './log-lines.ts';

const CHUNK_BYTES = 64 * 1024;
const SUFFIX = '.json';

/** The files that a server's log is written into, one after the other: the names of later ones sort behind. */
export class LogFiles {
  readonly #folder: string;
  readonly #lines: LogLines;
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  #file = '';
  #position = 0;

  /** @param onLine told of each line, as {@link LogLines} is */
  constructor(folder: string, onLine: (line: string, isWhole: boolean) => void) {
    this.#folder = folder;
    this.#lines = new LogLines(onLine);
  }

  /** Reads what has been written since the last time, and removes each file that nothing is written into any more. */
  async catchUp(): Promise<void> {
    const files = (await readdir(this.#folder)).filter((file) => file.endsWith(SUFFIX)).sort();
    for (const [index, file] of files.entries()) {
      await this.#readOn(file);
      // Its successor was there before its end was read.
      if (index < files.length - 1) await rm(join(this.#folder, file), { force: true });
    }
  }

  async #readOn(file: string): Promise<void> {
    if (file !== this.#file) this.#position = 0;
    this.#file = file;
    const handle = await open(join(this.#folder, file));
    try {
      for (;;) {
        const { bytesRead } = await handle.read(this.#chunk, 0, CHUNK_BYTES, this.#position);
        if (bytesRead === 0) return;
        this.#position += bytesRead;
        this.#lines.add(this.#chunk.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  }
}
