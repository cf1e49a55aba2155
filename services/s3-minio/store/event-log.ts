import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { replaceFile } from '../../../core/replace-file.ts';
import { EVENT_LOG_HEADER } from './read-event-log.ts';
import type { StoreEvent } from './store-event.ts';

/**
 * The file that makes the store last: a header, then one event a line, each written before it is applied.
 *
 * Writing is synchronous on purpose. A line of some hundred bytes into the page cache takes microseconds, and
 * so the check of a condition, its line and its effect are one step that no other request can split.
 */
export class EventLog {
  readonly #path: string;
  #file: number;
  #sizeBytes: number;

  /** Opens the event log compacted to `events`. */
  constructor(path: string, events: Iterable<StoreEvent>) {
    this.#path = path;
    [this.#file, this.#sizeBytes] = begin(path, events);
  }

  /** @throws the file system's error (ENOSPC) with the event log as it was before */
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
  const content = Buffer.from([EVENT_LOG_HEADER, ...events].map(toLine).join(''));
  replaceFile(path, content);
  return [openSync(path, constants.O_RDWR | constants.O_NOFOLLOW), content.length];
}

function toLine(value: StoreEvent | typeof EVENT_LOG_HEADER): string {
  return `${JSON.stringify(value)}\n`;
}
