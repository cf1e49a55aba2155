import type { SyncFunction } from '../../../trial/function-subject.ts';
import type { Found } from '../../../verify/destination.ts';
import type { Mutant } from './mutant.ts';
import { readChildrenOf, rowsOfTable, type TableRow } from './tables.ts';

const ACCENTS = /\p{Mn}/gu;
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
const NOTHING = /^(?:null|none|nan|n\/a|undefined|\\n)?$/i;

/** All rows of a table, with what a connector makes of each. */
function written(
  table: string,
  {
    parse,
    present = (row) => row,
  }: { parse?: (text: string) => unknown; present?: (row: TableRow) => TableRow },
): SyncFunction {
  return async (run) => {
    const rows = await rowsOfTable(run, `/tables/${table}`, parse && { parse });
    for (const row of rows ?? []) run.destination.upsert(table, present(row));
  };
}

/** What a text looks like. */
function inferred(value: Found): Found {
  if (typeof value !== 'string') return value;
  if (NOTHING.test(value)) return null;
  if (/^(?:t|true|yes|on)$/i.test(value)) return true;
  if (/^(?:f|false|no)$/i.test(value)) return false;
  return NUMBER.test(value) && Number.isFinite(Number(value)) ? Number(value) : value;
}

function withLooks(row: TableRow): TableRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, inferred(value)]));
}

/** In small letters, words apart, without accents. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/\W/g, '_')
    .toLowerCase();
}

/** Of several columns with one name the first stays. */
function withPlainNames(row: TableRow): TableRow {
  const plain = new Map<string, Found>();
  for (const [name, value] of Object.entries(row))
    if (!plain.has(plainName(name))) plain.set(plainName(name), value);
  return Object.fromEntries(plain);
}

/** Reads all parents, and the children of those that have changed; of those that are gone it marks the children. */
const childrenOfChanged: SyncFunction = async (run) => {
  const state = run.state as { cursor?: string; parents?: number[] };
  const parents = (await rowsOfTable(run, '/tables/parents')) ?? [];
  const ids = new Set(parents.map(({ id }) => id as number));
  const gone = (state.parents ?? []).filter((id) => !ids.has(id));
  for (const id of gone)
    for (const child of childIdsOf(id)) run.destination.delete('children', { id: child });
  run.destination.truncate('parents');
  for (const parent of parents) {
    run.destination.upsert('parents', parent);
    const isChanged = state.cursor === undefined || (parent['updatedAt'] as string) >= state.cursor;
    if (isChanged) await readChildrenOf(run, parent);
  }
  state.parents = [...ids];
  state.cursor =
    parents
      .map(({ updatedAt }) => updatedAt as string)
      .sort()
      .at(-1) ?? '';
};

/** Four of each, whose ids follow from its own. */
function childIdsOf(parent: number): readonly number[] {
  return [1, 2, 3, 4].map((which) => (parent - 1) * 4 + which);
}

export const OF_VALUES: readonly Mutant[] = [
  { scenario: 'parent-and-child', sync: childrenOfChanged },
  { scenario: 'numbers', sync: written('numbers', { parse: JSON.parse }) },
  { scenario: 'looks', sync: written('looks', { present: withLooks }) },
  { scenario: 'names', sync: written('names', { present: withPlainNames }) },
];
