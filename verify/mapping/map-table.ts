import type { Column } from '../../fixtures/table.ts';
import type { World } from '../../fixtures/world.ts';
import type { DestinationTable } from '../destination.ts';
import { unknownSource } from '../errors.ts';
import { chooseKey, chooseSource, type Sampled, type SourceCandidate } from './choose-source.ts';
import { columnFault } from './column-fault.ts';
import { pairsOf } from './find-keys.ts';
import { applyColumns, isIgnored, keyGiven } from './given.ts';
import { matchColumns } from './match-columns.ts';
import { isSameName } from './same-name.ts';
import { sampleOf } from './sample.ts';
import { isDeletedColumn, isSystemColumn } from './system-columns.ts';
import type { KeyPlace, MappedColumn, TableMapping } from './table-mapping.ts';
import type { GivenTable } from './verify-file.ts';

/** Between a column and a part of it. */
const PART = '__';

/** A table of which nothing can be compared. */
export interface Unmapped {
  readonly table: DestinationTable;
  readonly reason: string;
}

/**
 * Finds out which table of the world a table of the destination is.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is given and is not there
 */
export async function mapTable(
  table: DestinationTable,
  given: GivenTable,
  world: World,
  { at, wasRead }: Pick<Sampled, 'at' | 'wasRead'>,
): Promise<TableMapping | Unmapped> {
  const sampled: Sampled = { table, sample: await sampleOf(table), at, wasRead };
  if (sampled.sample.length === 0 && given.source === undefined) return { table, reason: 'it has no rows' };
  const candidate = await candidateOf(sampled, given, world);
  if (candidate) return mappingOf(sampled, candidate, given);
  const reason =
    given.source === undefined
      ? 'no table of this world has rows with these keys and values'
      : `no column has keys of ${given.source}`;
  return { table, reason };
}

async function candidateOf(
  sampled: Sampled,
  given: GivenTable,
  world: World,
): Promise<SourceCandidate | undefined> {
  if (given.source === undefined) return chooseSource(sampled, world);
  const source = world.tables.find(({ name }) => name === given.source);
  if (!source)
    throw unknownSource(
      sampled.table.name,
      given.source,
      world.tables.map(({ name }) => name),
    );
  const columns = source.columnsAt(sampled.at);
  // An empty table has no keys to read; names say what its columns are.
  if (sampled.sample.length === 0) {
    const none = { key: [], pairs: [] };
    return { source, ...none, matches: matchColumns(sampled.table.columns, none, columns) };
  }
  const key = keyGiven(sampled.table, source, columns, given);
  if (key === undefined) return chooseKey(sampled, source);
  const pairs = pairsOf(sampled.sample, key, source.seenAt(sampled.at));
  return { source, key, pairs, matches: matchColumns(sampled.table.columns, { key, pairs }, columns) };
}

function mappingOf({ table, at }: Sampled, candidate: SourceCandidate, given: GivenTable): TableMapping {
  const { source, key, pairs } = candidate;
  const sources = source.columnsAt(at);
  const matches = applyColumns(candidate.matches, table, sources, given);
  const columns = matches
    .filter((match) => !isIgnored(match, table, given))
    .map((match): MappedColumn => {
      const column = table.columns[match.place] as MappedColumn['column'];
      const isKey = key.some(({ place }) => place === match.place);
      return {
        column,
        place: match.place,
        source: match.source,
        fault: isKey ? undefined : columnFault(match, column, pairs, source),
        isLossy: given.lossy?.includes(column.name) ?? false,
      };
    });
  return {
    table,
    source,
    key,
    columns,
    unmapped: unmappedNames(
      table,
      matches.map(({ place }) => place),
      given,
    ),
    absent: absentNames(
      sources,
      key,
      matches.map(({ source: { name } }) => name),
      given,
    ).filter((name) => !isSplit(name, table)),
    isPart: given.rows === undefined ? source.isEndless === true : given.rows === 'part',
    deletedPlace: deletedPlace(table),
  };
}

function unmappedNames(table: DestinationTable, places: readonly number[], given: GivenTable): string[] {
  const columns = table.columns.flatMap(({ name }, place) =>
    isSystemColumn(name) || places.includes(place) || given.ignore?.includes(name) ? [] : [name],
  );
  return [...columns, ...(table.lists ?? [])];
}

/** Whether a column is there in parts, as dlt keeps nested values: objects as `column__part`, lists in tables. */
function isSplit(name: string, { columns, lists = [] }: DestinationTable): boolean {
  const parts = columns.filter((column) => column.name.includes(PART, 1));
  const ofObjects = parts.map((column) => column.name.slice(0, column.name.indexOf(PART, 1)));
  const ofLists = lists.map((list) => list.split(PART).at(1) as string);
  return [...ofObjects, ...ofLists].some((one) => isSameName(one, name));
}

function absentNames(
  sources: readonly Column[],
  key: readonly KeyPlace[],
  mapped: readonly string[],
  given: GivenTable,
): string[] {
  const there = new Set([...mapped, ...key.map(({ column }) => column.name), ...(given.ignore ?? [])]);
  return sources.flatMap(({ name }) => (there.has(name) ? [] : [name]));
}

function deletedPlace(table: DestinationTable): number | undefined {
  const place = table.columns.findIndex(({ name }) => isDeletedColumn(name));
  return place === -1 ? undefined : place;
}
