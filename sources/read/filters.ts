import { wrong } from '../../core/faults/written.ts';
import { names, texts } from './texts.ts';

/**
 * Names of fields by which rows can be asked for, or a map of parameters to them: `[status]`, `{ state: status }`.
 *
 * @param known the columns of the table
 */
export function readFilters(
  { value, where }: { readonly value: unknown; readonly where: string },
  known: readonly string[],
): Readonly<Record<string, string>> {
  const isList = typeof value === 'string' || Array.isArray(value);
  const read = isList
    ? Object.fromEntries(names(value, where).map((name) => [name, name]))
    : texts(value, where);
  const missing = Object.values(read).find((column) => !known.includes(column));
  if (missing !== undefined) throw wrong(where, `one of the fields ${known.join(', ')}`, missing);
  return read;
}
