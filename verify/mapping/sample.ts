import type { DestinationTable, Found } from '../destination.ts';

const MOST_ROWS = 50;

type Rows = readonly (readonly Found[])[];

/** Some rows of a table, spread over its places, or over its first batch. */
export async function sampleOf(table: DestinationTable): Promise<Rows> {
  const batches: Rows[] = [];
  for await (const batch of table.places?.() ?? table.batches()) {
    if (batch.length === 0) continue;
    batches.push(batch);
    if (table.places === undefined) break;
  }
  const share = Math.ceil(MOST_ROWS / Math.max(1, batches.length));
  const samples = batches.map((batch) => spread(batch, share));
  // The first of them decide whether the others are looked at, so they are of all places.
  return Array.from({ length: share }, (_, index) =>
    samples.flatMap((rows) => rows.slice(index, index + 1)),
  ).flat();
}

/** So many items at most, as far apart from each other as can be. */
function spread(rows: Rows, most: number): Rows {
  const step = Math.max(1, rows.length / most);
  const count = Math.min(most, rows.length);
  return Array.from({ length: count }, (_, index) => rows[Math.floor(index * step)] as readonly Found[]);
}
