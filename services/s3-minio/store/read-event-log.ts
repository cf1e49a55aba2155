import { readFileSync } from 'node:fs';
import { hasCode } from '../../../core/playground-error.ts';
import { eventFault } from './event-fault.ts';
import { cannotRead, foreignVersion } from './folder-errors.ts';
import { isRecord } from './shape.ts';
import type { StoreEvent } from './store-event.ts';

/** What the first line of an event log says. Event logs made before it was written begin with an event. */
export const EVENT_LOG_HEADER = { format: 'connector-playground-s3-journal', version: 1 } as const;

export interface EventLogLine {
  /** From 1. */
  readonly number: number;
  readonly event: StoreEvent;
}

export interface BrokenLine {
  readonly number: number;
  readonly reason: string;
}

export interface ReadEventLog {
  /** Why there is no event log to go by. One that has its header and no event is whole: all buckets were deleted. */
  readonly lost?: 'is missing' | 'is empty' | 'has no line that can be read';
  readonly lines: readonly EventLogLine[];
  readonly broken: readonly BrokenLine[];
}

const NEWLINE = 0x0a;
/** Bytes that are no UTF-8 make a line broken; replaced, they would be another key without a word. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads an event log and changes nothing. A line that cannot be read is no end: those behind it count.
 *
 * @throws PlaygroundError ERR_SERVICE_FAILED when another version wrote it, or the file system does not give it
 */
export function readEventLog(path: string): ReadEventLog {
  const bytes = readBytes(path);
  if (!bytes) return { lost: 'is missing', lines: [], broken: [] };
  const lines: EventLogLine[] = [];
  const broken: BrokenLine[] = [];
  let hasHeader = false;
  let number = 0;
  for (const line of linesOf(bytes)) {
    number += 1;
    if (line.length === 0) continue;
    const value = parse(line);
    if (number === 1 && isHeader(value)) {
      if (value['version'] !== EVENT_LOG_HEADER.version) throw foreignVersion(path, value['version']);
      hasHeader = true;
      continue;
    }
    const reason = value === undefined ? 'the line is not JSON, or cut off' : eventFault(value);
    if (reason === undefined) lines.push({ number, event: value as StoreEvent });
    else broken.push({ number, reason });
  }
  if (hasHeader || lines.length > 0) return { lines, broken };
  return { lost: broken.length === 0 ? 'is empty' : 'has no line that can be read', lines, broken };
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw cannotRead(path, error);
  }
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

/** The JSON value; undefined when it is none. */
function parse(line: Buffer): unknown {
  try {
    return JSON.parse(UTF8.decode(line));
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && value['format'] === EVENT_LOG_HEADER.format;
}
