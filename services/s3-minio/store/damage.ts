import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LogFields, Logger } from '../../../core/logger.ts';
import { hasCode } from '../../../core/playground-error.ts';

/** What a start found damaged: said in the log, and kept in `damaged-TIME` beside the data. Nothing is deleted. */
export class Damage {
  readonly #directory: string;
  readonly #startedAt: number;
  readonly #logger: Logger;
  #folder: string | undefined;
  #isSeen = false;

  /** @param startedAt ms since 1970; names the folder, which is made when something is put there */
  constructor(directory: string, startedAt: number, logger: Logger) {
    this.#directory = directory;
    this.#startedAt = startedAt;
    this.#logger = logger;
  }

  /** Whether anything was. Then what seems to belong to nobody may only have lost its owner. */
  get isSeen(): boolean {
    return this.#isSeen;
  }

  say(event: string, fields: LogFields & { readonly wayOut: string }): void {
    this.#isSeen = true;
    this.#logger(event, fields);
  }

  /** @returns where the copy of a file is */
  copy(path: string): string {
    const kept = join(this.#madeFolder(), basename(path));
    copyFileSync(path, kept);
    return kept;
  }

  /** @returns where a file of the directory, or of a folder in it, is now */
  move(path: string): string {
    const folder = join(this.#madeFolder(), dirname(path).slice(this.#directory.length));
    mkdirSync(folder, { recursive: true });
    const kept = join(folder, basename(path));
    renameSync(path, kept);
    return kept;
  }

  #madeFolder(): string {
    this.#folder ??= makeUnique(join(this.#directory, `damaged-${timeText(this.#startedAt)}`));
    return this.#folder;
  }
}

/** With colons Windows could not have it. */
function timeText(time: number): string {
  return new Date(time).toISOString().replaceAll(':', '-');
}

function makeUnique(path: string, attempt = 1): string {
  const folder = attempt === 1 ? path : `${path}-${attempt}`;
  try {
    mkdirSync(folder);
    return folder;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return makeUnique(path, attempt + 1);
    throw error;
  }
}
