import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { hasCode } from '../../../core/playground-error.ts';
import { replaceFile } from '../../../core/replace-file.ts';
import type { StoreEvent } from './store-event.ts';

/** The events in a file, up to the first line that a crash left unfinished. No file means none. */
export function readEvents(path: string): readonly StoreEvent[] {
  const events: StoreEvent[] = [];
  for (const line of readLines(path)) {
    try {
      events.push(JSON.parse(line) as StoreEvent);
    } catch {
      break;
    }
  }
  return events;
}

/**
 * The file that makes the store last: one event a line, each written before it is applied.
 *
 * Writing is synchronous on purpose. A line of some hundred bytes into the page cache takes microseconds, and
 * so the check of a condition, its journal line and its effect are one step that no other request can split.
 */
export class Journal {
  readonly #path: string;
  #file: number;
  #sizeBytes: number;

  /** Opens the journal compacted to `events`. */
  constructor(path: string, events: Iterable<StoreEvent>) {
    this.#path = path;
    [this.#file, this.#sizeBytes] = begin(path, events);
  }

  /** @throws the file system's error (ENOSPC) with the journal as it was before */
  append(event: StoreEvent): void {
    const line = Buffer.from(toLine(event));
    try {
      for (let written = 0; written < line.length; ) {
        written += writeSync(this.#file, line, written, line.length - written, this.#sizeBytes + written);
      }
    } catch (error) {
      ftruncateSync(this.#file, this.#sizeBytes);
      throw error;
    }
    this.#sizeBytes += line.length;
  }

  /** Begins anew with other events. */
  replace(events: Iterable<StoreEvent>): void {
    const old = this.#file;
    [this.#file, this.#sizeBytes] = begin(this.#path, events);
    closeSync(old);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function begin(path: string, events: Iterable<StoreEvent>): [file: number, sizeBytes: number] {
  replaceFile(path, Array.from(events, toLine).join(''));
  return [openSync(path, 'r+'), readFileSync(path).length];
}

function toLine(event: StoreEvent): string {
  return `${JSON.stringify(event)}\n`;
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
