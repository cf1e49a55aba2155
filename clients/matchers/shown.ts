import { inspect } from 'node:util';

/** A value in the text of an error, on one line. */
export function shown(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 200 });
}
