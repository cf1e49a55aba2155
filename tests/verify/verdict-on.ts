import type { ComparedTable, VerifyReport } from '../../verify/report/report.ts';
import { type VerifyOptions, verify } from '../../verify/verify.ts';
import {
  type FoundRow,
  type MemoryTableOptions,
  memoryDestination,
  memoryTable,
} from './memory-destination.ts';
import { ANCHOR, STILL } from './right-rows.ts';

export async function reportOn(
  rows: readonly FoundRow[],
  table: MemoryTableOptions = {},
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport> {
  const destination = memoryDestination(memoryTable(rows, table));
  return verify(destination, { world: STILL, now: ANCHOR, ...options });
}

/** What is counted, without what is none; then each finding as its kind, its number and its cause. */
export async function verdictOn(...given: Parameters<typeof reportOn>): Promise<object> {
  const { result, tables, findings } = await reportOn(...given);
  const table = tables[0] as ComparedTable;
  const { rows, equal, deleted, missing, stale, torn, extra, duplicated } = table;
  const counts = { rows, equal, deleted, missing, stale, torn, extra, duplicated };
  return {
    result,
    source: table.source,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)),
    findings: findings.map(({ kind, count, cause }) => `${count} ${kind} ${cause}`),
  };
}

export function every(rows: readonly FoundRow[], change: (row: FoundRow) => FoundRow): FoundRow[] {
  return rows.map(change);
}
