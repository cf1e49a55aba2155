import { open } from 'node:fs/promises';
import type { Found } from '../../destination.ts';
import { cannotRead } from '../errors.ts';
import { exactJson } from './exact-json.ts';
import { readText } from './read-text.ts';

type Line = Readonly<Record<string, Found>>;

/**
 * The objects of a file that has one on each line, some thousand at a time; empty lines are nothing.
 *
 * @param mayBreakOff whether a last line without an end that is no JSON is left out: who wrote it was killed
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` that names the line which is no JSON object
 */
export async function* jsonLines(file: string, mayBreakOff: boolean): AsyncGenerator<Line[]> {
  let seen = 0;
  let bad: Error | undefined;
  for await (const text of readText(file)) {
    const lines: Line[] = [];
    for (const line of text.split('\n')) {
      seen += 1;
      if (line === '' || line.trim() === '') continue;
      if (bad) throw bad;
      const read = parsedLine(file, seen, line);
      if (read instanceof Error) bad = read;
      else lines.push(read);
    }
    // What comes after the last line feed is no line.
    seen -= 1;
    if (bad && !mayBreakOff) throw bad;
    if (lines.length > 0) yield lines;
  }
  if (bad && (await isEnded(file))) throw bad;
}

/** Whether the last line of a file has its end. */
async function isEnded(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: Math.max(0, size - 1) });
    return buffer.toString() === '\n';
  } finally {
    await handle.close();
  }
}

function parsedLine(file: string, number: number, line: string): Line | Error {
  const said = (reason: string, cause?: unknown): Error =>
    cannotRead(file, `line ${number} ${reason}`, cause);
  let value: unknown;
  try {
    value = exactJson(line);
  } catch (cause) {
    return said(`is no JSON (${(cause as Error).message})`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return said('is no JSON object');
  return value as Line;
}
