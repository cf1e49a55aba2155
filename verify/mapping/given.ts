import type { Column } from '../../fixtures/table.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { DestinationTable } from '../destination.ts';
import { unknownColumn, wrongKey } from '../errors.ts';
import type { ColumnMatch } from './match-columns.ts';
import { lastPart } from './same-name.ts';
import type { KeyPlace } from './table-mapping.ts';
import type { GivenTable, VerifyFile } from './verify-file.ts';

/** What the file says of a table, by its name with the schema or without. */
export function givenFor({ tables }: VerifyFile, name: string): GivenTable {
  return tables[name] ?? tables[lastPart(name)] ?? {};
}

/** Where the key of the source is, if the file says so. */
export function keyGiven(
  table: DestinationTable,
  source: WorldTable,
  columns: readonly Column[],
  { key }: GivenTable,
): KeyPlace[] | undefined {
  if (key === undefined) return undefined;
  if (key.length !== source.key.length) throw wrongKey(table.name, key, source.name, source.key);
  return key.map((name, index) => ({
    place: requirePlace(table, name),
    column: columns.find((column) => column.name === source.key[index]) as Column,
  }));
}

/** Puts what the file says of columns in place of what was found out. */
export function applyColumns(
  matches: readonly ColumnMatch[],
  table: DestinationTable,
  sources: readonly Column[],
  { columns = {} }: GivenTable,
): ColumnMatch[] {
  const given = Object.entries(columns).map(([name, wanted]): ColumnMatch => {
    const source = sources.find((column) => column.name === wanted);
    const names = sources.map((column) => column.name);
    if (!source) throw unknownColumn(wanted, 'the source', names);
    const place = requirePlace(table, name);
    const known = matches.find((match) => match.place === place && match.source === source);
    return known ?? { place, source, isNamed: true, equal: 1, holds: undefined };
  });
  const isGiven = ({ place, source }: ColumnMatch): boolean =>
    given.some((one) => one.place === place || one.source.name === source.name);
  return [...matches.filter((match) => !isGiven(match)), ...given];
}

export function isIgnored(
  { place, source }: ColumnMatch,
  table: DestinationTable,
  { ignore = [] }: GivenTable,
): boolean {
  return ignore.includes(source.name) || ignore.includes(table.columns[place]?.name ?? '');
}

function requirePlace(table: DestinationTable, name: string): number {
  const place = table.columns.findIndex((column) => column.name === name);
  if (place >= 0) return place;
  throw unknownColumn(
    name,
    table.name,
    table.columns.map((column) => column.name),
  );
}
