import type { Destination, DestinationTable, Found } from '../../../verify/destination.ts';

/** All rows of a table. */
export async function rowsOf(table: DestinationTable): Promise<Found[][]> {
  const rows: Found[][] = [];
  for await (const batch of table.batches()) for (const row of batch) rows.push([...row]);
  return rows;
}

/** All tables of a destination with their rows. */
export async function contentOf(destination: Destination): Promise<Record<string, Found[][]>> {
  const content: Record<string, Found[][]> = {};
  for (const table of await destination.tables()) content[table.name] = await rowsOf(table);
  return content;
}

/** The only table of a destination. */
export async function onlyTable(destination: Destination): Promise<DestinationTable> {
  const [table, ...others] = await destination.tables();
  if (!table || others.length > 0) throw new Error(`${destination.name} has ${others.length + 1} tables`);
  return table;
}
