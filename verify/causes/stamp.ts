import type { RowVersion, WorldTable } from '../../fixtures/world-table.ts';
import type { Difference } from '../compare/difference.ts';
import { instantOf } from '../values/instant.ts';
import type { Asked } from './asked.ts';
import { isBeyond } from './bound.ts';
import { boundOf } from './bound-of.ts';
import type { CaseFile } from './cause.ts';

/** Of databases: which rows they read is told by what they served. */
const STATEMENT = 'query';

/** The time on a row of the source by which syncs ask for what is new (ms since 1970); undefined where it has none. */
export function stampOf({ truth }: Difference, { mapping }: CaseFile): number | undefined {
  return truth && stampIn(truth, mapping.source);
}

/** The time of the last change, or the latest of all times where the table has no column for that. */
export function stampIn(row: RowVersion, table: WorldTable): number | undefined {
  const { stampColumn } = table;
  if (stampColumn !== undefined) return isStamped(row) ? (row.stamp ?? undefined) : timeIn(row, stampColumn);
  const columns = table.columnsAt(0).filter(({ type }) => type.kind === 'timestamp');
  const times = columns.flatMap(({ name }) => timeIn(row, name) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Whether a row knows its stamp, in whatever form the source writes it. */
function isStamped(row: RowVersion): row is RowVersion & { readonly stamp: number | null } {
  return 'stamp' in row;
}

function timeIn({ values }: RowVersion, column: string): number | undefined {
  const value = values[column];
  return typeof value === 'string' ? instantOf(value) : undefined;
}

/** A request that asks for later rows alone cannot bring one. */
export function isPassed(asked: Asked, stamp: number | undefined): boolean {
  const bound = asked.operation === STATEMENT ? undefined : boundOf(asked);
  return bound !== undefined && stamp !== undefined && isBeyond(bound, stamp);
}
