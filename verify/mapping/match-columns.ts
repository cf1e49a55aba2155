import type { Column } from '../../fixtures/table.ts';
import type { DestinationColumn } from '../destination.ts';
import { cellJudge } from '../values/cell.ts';
import type { KeyCandidate, Pair } from './find-keys.ts';
import { isSameName } from './same-name.ts';
import { isSystemColumn } from './system-columns.ts';

/** What speaks for a column of a destination being one of the source's. */
export interface ColumnMatch {
  readonly place: number;
  /** By its name where the source has one of that name, by its values otherwise. */
  readonly source: Column;
  readonly isNamed: boolean;
  /** In how many of the sampled rows its values are the source's. */
  readonly equal: number;
  /** The column of the source whose values it has, whatever its name. */
  readonly holds: Column | undefined;
}

const FIRST_ROWS = 8;

/** Which columns of a destination are which of a source's, by the values of rows with the same key. */
export function matchColumns(
  columns: readonly DestinationColumn[],
  { key, pairs }: KeyCandidate,
  sources: readonly Column[],
): ColumnMatch[] {
  const keys = key.map(({ place, column }): ColumnMatch => {
    const isNamed = isSameName(columns[place]?.name ?? '', column.name);
    return { place, source: column, isNamed, equal: pairs.length, holds: column };
  });
  const taken = new Set(key.map(({ column }) => column.name));
  const rest = sources.filter(({ name }) => !taken.has(name));
  const others = columns.flatMap((column, place) => {
    if (isSystemColumn(column.name) || key.some((part) => part.place === place)) return [];
    const match = matchColumn(column, place, pairs, rest);
    return match ? [match] : [];
  });
  return [...keys, ...onlyOnce(others)];
}

function matchColumn(
  column: DestinationColumn,
  place: number,
  pairs: readonly Pair[],
  sources: readonly Column[],
): ColumnMatch | undefined {
  const equal = new Map(sources.map((source) => [source, equalValues(column, place, pairs, source)]));
  const named = namedSource(column.name, equal);
  const [best, most = 0] = [...equal].sort(
    ([one, first], [other, second]) => second - first || Number(other === named) - Number(one === named),
  )[0] ?? [undefined, 0];
  const holds = most * 2 >= pairs.length && isTelling(place, pairs) ? best : undefined;
  const source = named ?? holds;
  if (!source) return undefined;
  return { place, source, isNamed: named !== undefined, equal: equal.get(source) ?? 0, holds };
}

/** The one of exactly that name; of several that a destination would rename to it, the one with the most of its values. */
function namedSource(name: string, equal: ReadonlyMap<Column, number>): Column | undefined {
  const called = [...equal].filter(([source]) => isSameName(name, source.name));
  const exact = called.find(([source]) => source.name === name);
  return (exact ?? called.sort(([, one], [, other]) => other - one)[0])?.[0];
}

/** How many values are the source's; what its type loses does not matter here. */
function equalValues(
  column: DestinationColumn,
  place: number,
  pairs: readonly Pair[],
  source: Column,
): number {
  const judge = cellJudge(source, column.type);
  let equal = 0;
  for (const [index, { found, truth }] of pairs.entries()) {
    if (index === FIRST_ROWS && equal === 0) return 0;
    const value = found[place];
    if (value === null || value === undefined) continue;
    if (judge(truth.values[source.name] ?? null, value) !== 'different') equal += 1;
  }
  return equal;
}

/** A value that is the same in all rows may be that of any column by chance. */
function isTelling(place: number, pairs: readonly Pair[]): boolean {
  return pairs.length === 1 || new Set(pairs.map(({ found }) => String(found[place]))).size > 1;
}

/** A column of the source is one of the destination's: that of its name, else the first with its values. */
function onlyOnce(matches: readonly ColumnMatch[]): ColumnMatch[] {
  const byName = new Set(matches.filter(({ isNamed }) => isNamed).map(({ source }) => source.name));
  const taken = new Set<string>();
  return matches.filter(({ isNamed, source: { name } }) => {
    if (taken.has(name) || (!isNamed && byName.has(name))) return false;
    taken.add(name);
    return true;
  });
}
