import type { DestinationTable, Found } from '../destination.ts';

const MOST_ROWS = 50;

/** Some rows of a table, spread over its first batch. */
export async function sampleOf(table: DestinationTable): Promise<readonly (readonly Found[])[]> {
  for await (const batch of table.batches()) {
    if (batch.length === 0) continue;
    const step = Math.max(1, batch.length / MOST_ROWS);
    const count = Math.min(MOST_ROWS, batch.length);
    return Array.from({ length: count }, (_, index) => batch[Math.floor(index * step)] as readonly Found[]);
  }
  return [];
}
