import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../../core/playground-error.ts';
import type { SourceDeclaration } from '../../sources/declaration.ts';
import { readSourceFile } from './read-source-file.ts';

/** Where sources are found without being named. */
const FOLDER = 'sources';
/** Code is found too, so that it is refused and not passed over. */
const ENDING = /\.source\.(?:ya?ml|[cm]?[jt]s)$/;

/** Where the sources of a playground are. */
export interface SourcePlaces {
  /** Files that were named. */
  readonly files: readonly string[];
  /** Each source in `sources` here is one too. */
  readonly directory: string;
}

/** What has become of the files since they were looked at before. */
export interface SourceChanges {
  /** Files that say something else, that are new, and that are gone. */
  readonly files: readonly string[];
  /** Of each file that is wrong now: what is. Its source stays as it was. */
  readonly errors: ReadonlyMap<string, Error>;
}

interface KnownFile {
  /** Tells whether it has changed; undefined of one that is not there. */
  readonly stamp: string | undefined;
  /** What it has said when it was right; undefined of a file that never was. */
  readonly source: SourceDeclaration | undefined;
}

/** The files of a playground's sources, and what they say. */
export class SourceFiles {
  readonly #places: SourcePlaces;
  #known: ReadonlyMap<string, KnownFile> = new Map();

  private constructor(places: SourcePlaces) {
    this.#places = places;
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` for the first file that is wrong */
  static async open(places: SourcePlaces): Promise<SourceFiles> {
    const files = new SourceFiles(places);
    const { errors } = await files.look();
    for (const error of errors.values()) throw error;
    return files;
  }

  /** What they say. A source whose file has not changed is the same object as before. */
  get sources(): readonly SourceDeclaration[] {
    return [...this.#known.values()].flatMap(({ source }) => source ?? []);
  }

  /** Reads the files again that have changed. */
  async look(): Promise<SourceChanges> {
    const before = this.#known;
    const now = new Map<string, KnownFile>();
    const changed = new Set<string>();
    const errors = new Map<string, Error>();
    for (const file of await filesAt(this.#places)) {
      const known = before.get(file);
      const stamp = await stampOf(file);
      if (known && known.stamp === stamp) {
        now.set(file, known);
        continue;
      }
      try {
        now.set(file, { stamp, source: await readSourceFile(file) });
        changed.add(file);
      } catch (error) {
        now.set(file, { stamp, source: known?.source });
        errors.set(file, error as Error);
      }
    }
    for (const file of before.keys()) if (!now.has(file)) changed.add(file);
    this.#known = now;
    return { files: [...changed], errors };
  }
}

/** The files that were named, and those that are found, each once. */
async function filesAt({ files, directory }: SourcePlaces): Promise<readonly string[]> {
  const folder = path.join(directory, FOLDER);
  const found = (await namesIn(folder)).filter((name) => ENDING.test(name)).sort();
  return [...new Set([...files, ...found.map((name) => path.join(folder, name))])];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}

/** An editor that puts another file in its place changes the number of the file. */
async function stampOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
}
