import type { SyncReport } from '../../cli/run/run-report.ts';

/** How a sync went that succeeded and left these tables: rows, those that it wrote, those that are deleted. */
export function syncReport(
  tables: Readonly<Record<string, readonly [rows: number, written: number, deleted?: number]>>,
): SyncReport {
  return {
    exitCode: 0,
    timedOut: false,
    seconds: 1,
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, [rows, written, deleted = 0]]) => [
        name,
        { rows, written, deleted },
      ]),
    ),
    state: {},
    log: '',
  };
}
