import type { Row } from '../../fixtures/table.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Difference } from '../compare/difference.ts';
import { instantOf } from '../values/instant.ts';
import type { Asked } from './asked.ts';
import { isBeyond } from './bound.ts';
import { boundOf } from './bound-of.ts';
import type { CaseFile } from './cause.ts';

/** Of databases: which rows they read is told by what they served. */
const STATEMENT = 'query';
/** What sources call the time of the last change. */
const NAMES = ['updatedAt', 'updated_at', 'last_updated', 'last_modified', 'modified_at'];

/** The time on a row of the source by which syncs ask for what is new (ms since 1970); undefined where it has none. */
export function stampOf({ truth }: Difference, { mapping }: CaseFile): number | undefined {
  return truth && stampIn(truth.values, mapping.source);
}

/** The time of the last change, or the latest of all times where the table has no column for that. */
export function stampIn(values: Row, table: WorldTable): number | undefined {
  const column = stampColumnOf(values);
  if (column !== undefined) return timeIn(values[column]);
  const columns = table.columnsAt(0).filter(({ type }) => type.kind === 'timestamp');
  const times = columns.flatMap(({ name }) => timeIn(values[name]) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

export function stampColumnOf(values: Row): string | undefined {
  return NAMES.find((name) => name in values);
}

function timeIn(value: unknown): number | undefined {
  return typeof value === 'string' ? instantOf(value) : undefined;
}

/** A request that asks for later rows alone cannot bring one. */
export function isPassed(asked: Asked, stamp: number | undefined): boolean {
  const bound = asked.operation === STATEMENT ? undefined : boundOf(asked);
  return bound !== undefined && stamp !== undefined && isBeyond(bound, stamp);
}
