import { isoOf } from '../mutants/client.ts';
import { type Acme, acmeConnector, type Customer, type Query } from './acme.ts';

const MINUTE = 60_000;
/** Longer than any row is late, any clock is ahead and any list is behind. */
const OVERLAP = 10 * MINUTE;
/** Shorter, so that a row that comes back is read again whenever its delete is. */
const DELETES_OVERLAP = 5 * MINUTE;
/** Everything is read again so often, since a change may leave no stamp. */
const FULL_AFTER = 30 * MINUTE;
export const PAGE = 50;

/** What a connector of Acme keeps; times are in ms since 1970. */
export interface Kept {
  cursor?: number;
  began?: number;
  full?: number;
  columns?: string;
}

export const keptIn = ({ run }: Acme): Kept => run.state as Kept;

export function write({ run }: Acme, rows: readonly Customer[]): void {
  for (const row of rows) run.destination.upsert('customer', row);
}

/** Keeps the newest stamp of rows. */
export function advance(acme: Acme, rows: readonly Customer[]): void {
  const kept = keptIn(acme);
  for (const { changed } of rows) if (changed !== null) kept.cursor = Math.max(kept.cursor ?? 0, changed);
}

export const sinceOf = (time: number | undefined, overlap = OVERLAP): string | undefined =>
  time === undefined ? undefined : isoOf(time - overlap);

export type Take = (rows: readonly Customer[]) => void;

/** By cursor, in the right way. */
export async function walk(acme: Acme, since: string | undefined, take: Take): Promise<void> {
  let query: Query = { updated_since: since, limit: PAGE };
  for (;;) {
    const page = await acme.read(query);
    take(page.data);
    if (!page.next) return;
    if (page.next === query['page_token']) throw new Error('A page leads to itself.');
    query = { page_token: page.next, limit: PAGE };
  }
}

/** Deletes since a while before the last sync began. */
export async function readDeletes(acme: Acme, began: number | undefined): Promise<void> {
  if (began === undefined) return;
  for (const { id } of await acme.deleted(sinceOf(began, DELETES_OVERLAP)))
    acme.run.destination.delete('customer', { id });
}

/** What is new since a while before the cursor, deletes, and everything now and then. */
export const right = acmeConnector(async (acme) => {
  const kept = keptIn(acme);
  const { date } = await acme.read({ limit: 1 });
  await readDeletes(acme, kept.began);
  const isFull = kept.cursor === undefined || date - (kept.full ?? 0) > FULL_AFTER;
  const { columns } = kept;
  const take: Take = (rows) => {
    write(acme, rows);
    advance(acme, rows);
    if (rows[0]) kept.columns = Object.keys(rows[0]).join();
  };
  await walk(acme, isFull ? undefined : sinceOf(kept.cursor), take);
  if (isFull || kept.columns === columns) {
    if (isFull) kept.full = date;
  } else {
    await walk(acme, undefined, take);
    kept.full = date;
  }
  kept.began = date;
});
