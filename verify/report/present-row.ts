import type { Difference } from '../compare/difference.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import { plainValue } from '../values/present-value.ts';
import { presentInstant } from './present-key.ts';

/** A row that differs as one line of JSON: `{"table","key","kind","truth","found",…}`. */
export function presentRow({ table, source }: TableMapping, difference: Difference): string {
  const { kind, key, truth, found, deletedAt, stale, columns } = difference;
  const changedAt = truth?.changedAt;
  return JSON.stringify({
    table: table.name,
    source: source.name,
    key: plainValues(key),
    kind,
    truth: truth ? truth.values : null,
    found: found ? plainValues(found) : null,
    truthAt: changedAt === undefined ? null : presentInstant(changedAt),
    foundWasTrueUntil: stale ? presentInstant(stale.until) : null,
    ...(deletedAt !== undefined && { deletedAt: presentInstant(deletedAt) }),
    ...(columns && { columns }),
  });
}

function plainValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, plainValue(value as never)]),
  );
}
