import type { Column, Row } from '../../fixtures/table.ts';
import type { RowVersion, TableView, WorldTable } from '../../fixtures/world-table.ts';
import type { DestinationColumn, Found } from '../destination.ts';
import { keyOf } from './key-value.ts';
import { isSameName } from './same-name.ts';
import { isSystemColumn } from './system-columns.ts';
import type { KeyPlace } from './table-mapping.ts';

/** A sampled row with the row of the source that has its key. */
export interface Pair {
  readonly found: readonly Found[];
  readonly truth: RowVersion;
  readonly key: Row;
}

/** One way to read the key of a source out of a destination, and the rows that are found by it. */
export interface KeyCandidate {
  readonly key: readonly KeyPlace[];
  readonly pairs: readonly Pair[];
}

const FIRST_ROWS = 6;
/** So many keys of the source, spread over it, tell how long its texts are. */
const SAMPLED_KEYS = 16;

/** Every way in which the columns of a table can be the key of a source, if at least half of the sampled rows are found. */
export function findKeys(
  columns: readonly DestinationColumn[],
  sample: readonly (readonly Found[])[],
  { source, view, at }: { readonly source: WorldTable; readonly view: TableView; readonly at: number },
): KeyCandidate[] {
  const known = source.columnsAt(at);
  const wanted = source.key.map((name) => known.find((column) => column.name === name) as Column);
  const lengths = lengthsOf(wanted, view);
  return assignments(wanted, columns).flatMap((key) => {
    if (!key.every((part) => isOfLength(part, sample, lengths))) return [];
    const first = pairsOf(sample.slice(0, FIRST_ROWS), key, view);
    if (first.length * 2 < Math.min(sample.length, FIRST_ROWS)) return [];
    const pairs = pairsOf(sample, key, view);
    return pairs.length > 0 && pairs.length * 2 >= sample.length ? [{ key, pairs }] : [];
  });
}

/** The rows of a sample whose keys the source has. */
export function pairsOf(
  sample: readonly (readonly Found[])[],
  key: readonly KeyPlace[],
  view: TableView,
): Pair[] {
  return sample.flatMap((found) => {
    const row = keyOf(found, key);
    const truth = row && liveRow(view, row);
    return row && truth ? [{ found, truth, key: row }] : [];
  });
}

function liveRow(view: TableView, key: Row): RowVersion | undefined {
  const found = view.find(key);
  return found && 'values' in found ? found : undefined;
}

/** A column of the key that has its name in the destination is taken for that; others may be any. */
function assignments(wanted: readonly Column[], columns: readonly DestinationColumn[]): KeyPlace[][] {
  let all: KeyPlace[][] = [[]];
  for (const column of wanted) {
    const places = columns.flatMap(({ name }, place) => (isSystemColumn(name) ? [] : [place]));
    const named = places.filter((place) => isSameName(columns[place]?.name ?? '', column.name));
    // With one column alone the values decide, because a name may be that of another column.
    const possible = wanted.length > 1 && named.length > 0 ? named : places;
    all = all.flatMap((before) =>
      possible
        .filter((place) => before.every((taken) => taken.place !== place))
        .map((place) => [...before, { place, column }]),
    );
  }
  return all;
}

/** From the shortest to the longest text of each column of the key; a search would read all keys of some tables. */
function lengthsOf(wanted: readonly Column[], view: TableView): ReadonlyMap<string, readonly number[]> {
  const texts = wanted.filter(({ type }) => type.kind === 'text');
  if (texts.length === 0) return new Map();
  const step = Math.max(1, Math.floor(view.size / SAMPLED_KEYS));
  const count = Math.min(SAMPLED_KEYS, view.size);
  const rows = Array.from({ length: count }, (_, index) => view.rows(index * step, 1)[0]?.values ?? {});
  return new Map(texts.map(({ name }) => [name, rows.map((row) => String(row[name]).length)]));
}

const SPARE_LENGTH = 3;

/** Whether at least half of the sampled texts are as long as those of the source. */
function isOfLength(
  { place, column }: KeyPlace,
  sample: readonly (readonly Found[])[],
  lengths: ReadonlyMap<string, readonly number[]>,
): boolean {
  const known = lengths.get(column.name);
  if (known === undefined) return true;
  const [least, most] = [Math.min(...known) - SPARE_LENGTH, Math.max(...known) + SPARE_LENGTH];
  const alike = sample.filter((row) => {
    const { length } = String(row[place] ?? '');
    return length >= least && length <= most;
  });
  return alike.length * 2 >= sample.length;
}
