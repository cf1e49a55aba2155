import type { Row } from '../../fixtures/table.ts';
import type { Found } from '../../verify/destination.ts';
import { type WorldOptions, worldOf } from '../../verify/world-options.ts';
import type { FoundRow } from './memory-destination.ts';

export const ANCHOR = Date.UTC(2026, 0, 1);
export const STILL: WorldOptions = {
  seed: 42,
  records: 200,
  anchor: ANCHOR,
  postgresRows: 300,
  world: 'still',
};
export const PEOPLE_TYPES = {
  created_at: 'TIMESTAMP WITH TIME ZONE',
  updated_at: 'TIMESTAMP WITH TIME ZONE',
  _fivetran_deleted: 'BOOLEAN',
};

/** What a connector without a fault writes of a table, with the names that Fivetran gives. */
export function foundRows(
  source: string,
  count = Number.MAX_SAFE_INTEGER,
  { world = STILL, at = ANCHOR }: { readonly world?: WorldOptions; readonly at?: number } = {},
): FoundRow[] {
  const view = worldOf(world).table(source).seenAt(at);
  return view.rows(0, Math.min(count, view.size)).map(({ values }) => foundRow(values));
}

/** A row of the source as it is written. */
export function foundRow(values: Row): FoundRow {
  return {
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]) => [renamed(name), asFound(value as Found)]),
    ),
    _fivetran_deleted: false,
    _fivetran_synced: '2026-01-02T03:04:05.678Z',
  };
}

function renamed(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}

/** JSON as text, as DuckDB has it. */
function asFound(value: Found): Found {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
