import type { SyncRun } from '../../../trial/function-subject.ts';
import type { Found } from '../../../verify/destination.ts';
import { ask, type Query, urlOf } from './client.ts';

/** A row of a table on demand. */
export type TableRow = Readonly<Record<string, Found>>;

const PAGE = 40;
const ROWS = /^\{"data":\[/;
/** A text, or a number: what is in a text is no number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const SHORT = /^-?\d{1,15}$/;

/** All rows, in pages; undefined in a world that has no such table. */
export async function rowsOfTable(
  run: SyncRun,
  path: string,
  { parse = exactly, query = {} }: { parse?: (text: string) => unknown; query?: Query } = {},
): Promise<readonly TableRow[] | undefined> {
  const rows: TableRow[] = [];
  for (;;) {
    const url = urlOf(run, path, { ...query, limit: PAGE, offset: rows.length });
    const { status, text } = await ask(run, url);
    if (status === 404) return undefined;
    if (status !== 200 || !ROWS.test(text)) throw new Error(`${url} was answered ${status}.`);
    const page = parse(text) as { readonly data: readonly TableRow[]; readonly total: number };
    rows.push(...page.data);
    if (rows.length >= page.total || page.data.length === 0) return rows;
  }
}

/** Numbers that a float may not hold are texts. */
function exactly(text: string): unknown {
  return JSON.parse(
    text.replace(TOKEN, (token) => (token.startsWith('"') || SHORT.test(token) ? token : `"${token}"`)),
  );
}

const TABLES = ['numbers', 'looks', 'names', 'parents'];

async function readChildren(run: SyncRun, parents: readonly TableRow[]): Promise<void> {
  run.destination.truncate('children');
  for (const parent of parents) await readChildrenOf(run, parent);
}

/** All children of one parent; none of one that has gone since. */
export async function readChildrenOf(run: SyncRun, { id }: TableRow): Promise<void> {
  const url = urlOf(run, `/tables/parents/${id}/children`);
  const { status, page } = await ask(run, url);
  if (status !== 200 && status !== 404) throw new Error(`${url} was answered ${status}.`);
  for (const row of page?.data ?? []) run.destination.upsert('children', row);
}

/** Every table on demand that the world has, anew with every sync. */
export async function readTables(run: SyncRun): Promise<void> {
  const state = run.state as { tables?: string[] };
  const there: string[] = [];
  for (const name of state.tables ?? TABLES) {
    const rows = await rowsOfTable(run, `/tables/${name}`);
    if (rows === undefined) continue;
    there.push(name);
    run.destination.truncate(name);
    for (const row of rows) run.destination.upsert(name, row);
    if (name === 'parents') await readChildren(run, rows);
  }
  state.tables = there;
}
