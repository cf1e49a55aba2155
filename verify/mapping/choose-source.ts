import type { World } from '../../fixtures/world.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { DestinationTable, Found } from '../destination.ts';
import { findKeys, type KeyCandidate } from './find-keys.ts';
import { type ColumnMatch, matchColumns } from './match-columns.ts';
import { isSameTable } from './same-name.ts';
import { isSystemColumn } from './table-mapping.ts';

/** A table of the world that a table of the destination may be. */
export interface SourceCandidate extends KeyCandidate {
  readonly source: WorldTable;
  readonly matches: readonly ColumnMatch[];
}

/** What is known of a table before it is mapped. */
export interface Sampled {
  readonly table: DestinationTable;
  readonly sample: readonly (readonly Found[])[];
  /** The instant (ms since 1970) as of which the source is looked at. */
  readonly at: number;
}

/** The table of the world that a table of the destination is; undefined where no values say so. */
export function chooseSource(sampled: Sampled, world: World): SourceCandidate | undefined {
  const candidates = world.tables
    .flatMap((source) => candidatesOf(sampled, source))
    .filter((candidate) => isLikely(candidate, sampled.table));
  return best(candidates, sampled.table);
}

/** The same where the source is known already: how its key is read is all that there is to find. */
export function chooseKey(sampled: Sampled, source: WorldTable): SourceCandidate | undefined {
  return best(candidatesOf(sampled, source), sampled.table);
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

/** Whole numbers are keys of many tables, so another column has to have the source's values, or all have its names. */
function isLikely({ source, key, matches, pairs }: SourceCandidate, table: DestinationTable): boolean {
  const others = matches.slice(key.length);
  if (others.some(({ holds }) => holds !== undefined)) return true;
  if (key.some(({ column }) => column.type.kind === 'text' && isTelling(source, pairs.length))) return true;
  const own = table.columns.filter(({ name }) => !isSystemColumn(name)).length;
  const areNamed = matches.length === own && matches.every(({ isNamed }) => isNamed);
  return areNamed && (own >= ENOUGH_NAMES || isSameTable(table.name, source.name));
}

/** Codes of two letters are found by chance; some ids of 36 characters are not. */
function isTelling(source: WorldTable, found: number): boolean {
  return found >= 2 && source.key.length === 1;
}

function best(candidates: readonly SourceCandidate[], table: DestinationTable): SourceCandidate | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, rank: rankOf(candidate, table) }));
  ranked.sort((one, other) => compareRanks(other.rank, one.rank));
  return ranked[0]?.candidate;
}

/** The most columns with the source's values; of those the most with its names; then the table's name; then the fewest others. */
function rankOf({ source, matches, key }: SourceCandidate, table: DestinationTable): readonly number[] {
  const others = matches.slice(key.length);
  return [
    others.filter(({ holds, equal }) => holds !== undefined || equal > 0).length,
    matches.filter(({ isNamed }) => isNamed).length,
    isSameTable(table.name, source.name) ? 1 : 0,
    -source.columnsAt(0).length,
  ];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [place, value] of one.entries()) {
    const difference = value - (other[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
