import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A file of the playground's folder in a container. */
export interface InsideFile {
  /** Absolute, in the container. */
  readonly path: string;
  readonly text: string;
}

/**
 * A folder on this machine for those files of a container that clients want the path of. It has the layout of the
 * folder in the container, and nobody else may read it.
 */
export class HostFolder {
  readonly path: string;
  readonly #inside: string;

  private constructor(directory: string, inside: string) {
    this.path = directory;
    this.#inside = inside;
  }

  /** @param inside the folder in the container that this one stands for */
  static async make(inside: string): Promise<HostFolder> {
    return new HostFolder(await mkdtemp(path.join(os.tmpdir(), 'connector-playground-')), inside);
  }

  /** Where a file of the container is on this machine. */
  outside(file: string): string {
    return path.join(this.path, path.posix.relative(this.#inside, file));
  }

  async write(files: readonly InsideFile[]): Promise<void> {
    await Promise.all(
      files.map(async (file) => {
        const outside = this.outside(file.path);
        await mkdir(path.dirname(outside), { recursive: true, mode: 0o700 });
        await writeFile(outside, file.text, { mode: 0o600 });
      }),
    );
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}
