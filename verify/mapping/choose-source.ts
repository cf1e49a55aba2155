import type { World } from '../../fixtures/world.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { DestinationTable, Found } from '../destination.ts';
import { findKeys, type KeyCandidate } from './find-keys.ts';
import { type ColumnMatch, matchColumns } from './match-columns.ts';
import { isPluralTable, isSameTable } from './same-name.ts';
import { isSystemColumn } from './system-columns.ts';

/** A table of the world that a table of the destination may be. */
export interface SourceCandidate extends KeyCandidate {
  readonly source: WorldTable;
  readonly matches: readonly ColumnMatch[];
}

/** What is known of a table before it is mapped. */
export interface Sampled {
  readonly table: DestinationTable;
  /** Whether a table of the world was asked for; undefined where nobody can tell. */
  readonly wasRead: (source: WorldTable) => boolean | undefined;
  readonly sample: readonly (readonly Found[])[];
  /** The instant (ms since 1970) as of which the source is looked at. */
  readonly at: number;
}

/** The table of the world that a table of the destination is; undefined where no values say so. */
export async function chooseSource(sampled: Sampled, world: World): Promise<SourceCandidate | undefined> {
  const candidates = world.tables
    .flatMap((source) => candidatesOf(sampled, source))
    .filter((candidate) => isLikely(candidate, sampled.table));
  const [first, ...others] = firstOf(candidates, (candidate) => rankOf(candidate, sampled));
  if (first === undefined || others.length === 0) return first;
  // Counting may take a pass over a whole file, so it is done where nothing else tells.
  const count = await sampled.table.count();
  return firstOf([first, ...others], (candidate) => rankOfSize(candidate, count, sampled.at))[0];
}

/** The same where the source is known already: how its key is read is all that there is to find. */
export function chooseKey(sampled: Sampled, source: WorldTable): SourceCandidate | undefined {
  return firstOf(candidatesOf(sampled, source), (candidate) => rankOf(candidate, sampled))[0];
}

function candidatesOf({ table, sample, at }: Sampled, source: WorldTable): SourceCandidate[] {
  const view = source.seenAt(at);
  const columns = source.columnsAt(at);
  return findKeys(table.columns, sample, { source, view, at }).map((candidate) => ({
    ...candidate,
    source,
    matches: matchColumns(table.columns, candidate, columns),
  }));
}

const ENOUGH_NAMES = 4;

/**
 * Whole numbers are keys of many tables, so another column has to have the source's values, or all have its names. A key of
 * text tells more, but other tables refer to rows by it: of what a table has besides, something has to be the source's.
 */
function isLikely({ source, key, matches, pairs }: SourceCandidate, table: DestinationTable): boolean {
  const others = matches.slice(key.length);
  if (others.some(({ holds }) => holds !== undefined)) return true;
  const own = table.columns.filter(({ name }) => !isSystemColumn(name)).length;
  const isOfText = key.some(({ column }) => column.type.kind === 'text');
  if (isOfText && isTelling(source, pairs.length) && (others.length > 0 || own === key.length)) return true;
  const areNamed = matches.length === own && matches.every(({ isNamed }) => isNamed);
  return areNamed && (own >= ENOUGH_NAMES || isSameTable(table.name, source.name));
}

/** Codes of two letters are found by chance; some ids of 36 characters are not. */
function isTelling(source: WorldTable, found: number): boolean {
  return found >= 2 && source.key.length === 1;
}

/** Those of the highest rank, in their order. */
function firstOf<Item>(items: readonly Item[], rankOf: (item: Item) => readonly number[]): readonly Item[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(item) }));
  ranked.sort((one, other) => compareRanks(other.rank, one.rank));
  const [first] = ranked;
  return ranked.filter(({ rank }) => first && compareRanks(rank, first.rank) === 0).map(({ item }) => item);
}

/**
 * The most columns with the source's values; of those the most with its names; then what was asked for; then the table's
 * name.
 */
function rankOf({ source, matches, key }: SourceCandidate, { table, wasRead }: Sampled): readonly number[] {
  const others = matches.slice(key.length);
  return [
    others.filter(({ holds, equal }) => holds !== undefined || equal > 0).length,
    matches.filter(({ isNamed }) => isNamed).length,
    READ.indexOf(wasRead(source)),
    nameRank(table.name, source.name),
  ];
}

const READ: readonly (boolean | undefined)[] = [false, undefined, true];

function nameRank(found: string, source: string): number {
  if (isSameTable(found, source)) return 2;
  return isPluralTable(found, source) ? 1 : 0;
}

/** As many rows, or nearly so; then the fewest columns that the destination lacks. */
function rankOfSize({ source }: SourceCandidate, count: number, at: number): readonly number[] {
  const distance = source.isEndless ? Number.POSITIVE_INFINITY : Math.abs(source.seenAt(at).size - count);
  return [-distance, -source.columnsAt(at).length];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [place, value] of one.entries()) {
    const than = other[place] ?? 0;
    if (value !== than) return value < than ? -1 : 1;
  }
  return 0;
}
