import type { Found } from '../../destination.ts';
import { cannotRead } from '../errors.ts';
import { exactJson } from './exact-json.ts';
import type { DataFile, FileFormat } from './file-format.ts';
import { readText } from './read-text.ts';

/**
 * JSON, an object a line; empty lines are nothing. A value that a line does not have is null. Whole numbers beyond 2^53
 * are bigints, and other numbers with more digits than a 64-bit float holds are texts. Objects and arrays are parsed, but
 * for those with such numbers, which stay JSON in text.
 */
export const NDJSON_FORMAT: FileFormat = {
  kind: 'ndjson',
  endings: ['ndjson', 'jsonl', 'ndjson.gz', 'jsonl.gz'],
  open: openNdjson,
};

type Line = Readonly<Record<string, Found>>;

/** The file is read to its end for its columns, since any line may have one that no line before it had. */
async function openNdjson(file: string): Promise<DataFile> {
  const names = new Set<string>();
  let count = 0;
  for await (const lines of linesOf(file)) {
    count += lines.length;
    for (const line of lines) for (const name in line) names.add(name);
  }
  const columns = [...names];
  return {
    columns: columns.map((name) => ({ name, type: undefined })),
    count: async () => count,
    async *batches() {
      for await (const lines of linesOf(file)) {
        yield lines.map((line) =>
          columns.map((name) => (Object.hasOwn(line, name) ? (line[name] as Found) : null)),
        );
      }
    },
  };
}

async function* linesOf(file: string): AsyncGenerator<Line[]> {
  let seen = 0;
  for await (const text of readText(file)) {
    const lines: Line[] = [];
    for (const line of text.split('\n')) {
      seen += 1;
      if (line !== '' && line.trim() !== '') lines.push(parsedLine(file, seen, line));
    }
    // What comes after the last line feed is no line.
    seen -= 1;
    if (lines.length > 0) yield lines;
  }
}

function parsedLine(file: string, number: number, line: string): Line {
  const said = (reason: string, cause?: unknown): Error =>
    cannotRead(file, `line ${number} ${reason}`, cause);
  let value: unknown;
  try {
    value = exactJson(line);
  } catch (cause) {
    throw said(`is no JSON (${(cause as Error).message})`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw said('is no JSON object');
  return value as Line;
}
