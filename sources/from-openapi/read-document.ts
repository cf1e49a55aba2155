import { readWritten } from '../read/read-written.ts';

/**
 * Reads a document that is YAML or JSON. Large ones are JSON, which is read at once; YAML tells where an error is.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` with line and column
 */
export function readDocument<Read>(text: string, file: string, read: (value: unknown) => Read): Read {
  const json = jsonOf(text);
  if (json === undefined) return readWritten(text, file, read);
  try {
    return read(json);
  } catch {
    return readWritten(text, file, read);
  }
}

function jsonOf(text: string): unknown {
  if (!/^\s*\{/.test(text.slice(0, 1000))) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
