import { Marks } from '../../compare/marks.ts';
import type { DestinationTable, Found } from '../../destination.ts';

/** So many keys are in memory at once. Of more rows than that, the table is read again for each further share of the keys. */
const MOST_KEYS = 500_000;

/**
 * Of the rows that have one key only the last, where it is. A row without a value in its key stands for itself. Memory is a bit
 * for each row, and at most `mostKeys` keys.
 */
export function lastOfEach(
  table: DestinationTable,
  key: readonly string[],
  mostKeys = MOST_KEYS,
): DestinationTable {
  const places = key.map((name) => table.columns.findIndex((column) => column.name === name));
  let found: Promise<Marks> | undefined;
  const lasts = (): Promise<Marks> => (found ??= findLasts(table, places, mostKeys));
  return {
    name: table.name,
    columns: table.columns,
    key,
    count: async () => (await lasts()).count,
    async *batches() {
      const kept = await lasts();
      let at = 0;
      for await (const rows of table.batches()) {
        const first = at;
        at += rows.length;
        yield rows.filter((_, index) => kept.has(first + index));
      }
    },
  };
}

/** The places of the rows that are the last of their key. */
async function findLasts(
  table: DestinationTable,
  places: readonly number[],
  mostKeys: number,
): Promise<Marks> {
  const lasts = new Marks();
  const shares = Math.max(1, Math.ceil((await table.count()) / mostKeys));
  for (let share = 0; share < shares; share += 1) {
    const lastAt = new Map<string, number>();
    let at = -1;
    for await (const batch of table.batches()) {
      for (const row of batch) {
        at += 1;
        const key = keyText(row, places);
        if (key === undefined) lasts.add(at);
        else if (shares === 1 || hash(key) % shares === share) lastAt.set(key, at);
      }
    }
    for (const last of lastAt.values()) lasts.add(last);
  }
  return lasts;
}

/** 1 and "1" are different keys; bigints have no JSON. */
function keyText(row: readonly Found[], places: readonly number[]): string | undefined {
  const values = places.map((place) => row[place] ?? null);
  if (values.includes(null)) return undefined;
  return JSON.stringify(values.map((value) => (typeof value === 'bigint' ? `${value}n` : value)));
}

/** FNV-1a, 32 bits: spreads keys over shares. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
