import type { Found } from '../../destination.ts';
import type { DataFile, FileFormat } from './file-format.ts';
import { jsonLines } from './json-lines.ts';

/**
 * JSON, an object a line; empty lines are nothing. A value that a line does not have is null. Whole numbers beyond 2^53
 * are bigints, and other numbers with more digits than a 64-bit float holds are texts. Objects and arrays are parsed, but
 * for those with such numbers, which stay JSON in text.
 */
export const NDJSON_FORMAT: FileFormat = {
  kind: 'ndjson',
  endings: ['ndjson', 'jsonl', 'ndjson.gz', 'jsonl.gz'],
  open: (file) => openNdjson(file),
};

type Line = Readonly<Record<string, Found>>;

/**
 * The file is read to its end for its columns, since any line may have one that no line before it had.
 *
 * @param mayBreakOff whether a last line without an end that is no JSON is left out
 */
export async function openNdjson(file: string, mayBreakOff = false): Promise<DataFile> {
  const linesOf = () => jsonLines(file, { read: (line) => line as Line, mayBreakOff });
  const names = new Set<string>();
  let count = 0;
  for await (const lines of linesOf()) {
    count += lines.length;
    for (const line of lines) for (const name in line) names.add(name);
  }
  const columns = [...names];
  return {
    columns: columns.map((name) => ({ name, type: undefined })),
    count: async () => count,
    async *batches() {
      for await (const lines of linesOf()) {
        yield lines.map((line) =>
          columns.map((name) => (Object.hasOwn(line, name) ? (line[name] as Found) : null)),
        );
      }
    },
  };
}
