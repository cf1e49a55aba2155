import { cannotRead } from '../errors.ts';
import { exactJson } from './exact-json.ts';
import { readText } from './read-text.ts';

/** A line as it was parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Makes the error for the line that is being read: `said('is no JSON object')`. */
export type SayOfLine = (reason: string, cause?: unknown) => Error;

interface Reading<Row> {
  /** What a line stands for; undefined for nothing. */
  readonly read: (line: JsonObject, said: SayOfLine) => Row | undefined;
  /** Whether a last line that a killed writer left unfinished is nothing; otherwise it is an error. */
  readonly mayBreakOff?: boolean;
}

/**
 * What a file of JSON objects, one a line, stands for, some hundred lines at a time. Empty lines are nothing.
 *
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` with the number of the line that is no JSON object
 */
export async function* jsonLines<Row>(
  file: string,
  { read, mayBreakOff = false }: Reading<Row>,
): AsyncGenerator<Row[]> {
  let seen = 0;
  const said: SayOfLine = (reason, cause) => cannotRead(file, `line ${seen} ${reason}`, cause);
  for await (const text of readText(file, mayBreakOff ? { isDropped: isCut } : {})) {
    const rows: Row[] = [];
    for (const line of text.split('\n')) {
      seen += 1;
      if (line === '' || line.trim() === '') continue;
      const row = read(parsed(line, said), said);
      if (row !== undefined) rows.push(row);
    }
    // What comes after the last line feed is no line.
    seen -= 1;
    if (rows.length > 0) yield rows;
  }
}

function parsed(line: string, said: SayOfLine): JsonObject {
  let value: unknown;
  try {
    value = exactJson(line);
  } catch (cause) {
    throw said(`is no JSON (${(cause as Error).message})`, cause);
  }
  if (!isJsonObject(value)) throw said('is no JSON object');
  return value;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether what comes after the last line feed is the beginning of a line only. */
function isCut(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return false;
  } catch {
    return true;
  }
}
