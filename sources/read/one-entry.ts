import { mapOf, type Reader, type Readers, wrong } from '../../core/faults/written.ts';

/** Reads a map of exactly one entry, whose name says what it is: `{ bearer: TOKEN }`. */
export function oneEntry<Read>(
  readers: Readonly<Record<string, Reader<Read>>>,
  value: unknown,
  where: string,
): Read {
  const read = mapOf(readers as Readers<Record<string, Read>>)(value, where);
  const [found, another] = Object.values(read) as Read[];
  if (found === undefined || another !== undefined)
    throw wrong(where, `a map with one of ${Object.keys(readers).join(', ')}`, value);
  return found;
}
