import {
  type Count,
  type Expectation,
  type ExpectedSync,
  type ExpectedTable,
  presentCount,
} from '../../connectors/expectation.ts';
import type { TableCount } from './destination.ts';
import type { SyncReport } from './run-report.ts';

const NO_ROWS: TableCount = { rows: 0, written: 0, deleted: 0 };

/** What is not as expected, a sentence each; none when all is. Syncs beyond the expected ones are not judged. */
export function differences(expectation: Expectation, syncs: readonly SyncReport[]): string[] {
  return expectation.flatMap((expected, index) => {
    const sync = syncs[index];
    if (sync === undefined) return [];
    return [...outcomeDifferences(expected, sync), ...tableDifferences(expected, sync)].map(
      (difference) => `sync ${index + 1} ${difference}`,
    );
  });
}

function outcomeDifferences({ failsWith }: ExpectedSync, sync: SyncReport): string[] {
  const failed = sync.exitCode !== 0;
  if (failsWith === undefined) return failed ? [`ended with ${sync.exitCode}`] : [];
  if (!failed) return [`succeeded, where '${failsWith}' was expected`];
  return sync.log.includes(failsWith) ? [] : [`failed for another reason than '${failsWith}'`];
}

function tableDifferences({ tables }: ExpectedSync, sync: SyncReport): string[] {
  const missing = Object.keys(tables).filter((name) => sync.tables[name] === undefined);
  return [
    ...missing.map((name) => `left no table ${name}`),
    ...Object.entries(sync.tables).flatMap(([name, found]) => countDifferences(name, tables[name], found)),
  ];
}

function countDifferences(name: string, expected: ExpectedTable | undefined, found: TableCount): string[] {
  if (expected === undefined) return [`left a table ${name} that was not expected, with ${found.rows} rows`];
  const { rows, written, deleted = NO_ROWS.deleted } = expected;
  return [
    ...unless(isCount(found.rows, rows), `left ${found.rows} rows in ${name}, not ${presentCount(rows)}`),
    ...unless(
      isCount(found.written, written),
      `wrote ${found.written} rows of ${name}, not ${presentCount(written)}`,
    ),
    ...unless(found.deleted === deleted, `left ${found.deleted} rows of ${name} deleted, not ${deleted}`),
  ];
}

function unless(isRight: boolean, difference: string): string[] {
  return isRight ? [] : [difference];
}

function isCount(found: number, expected: Count): boolean {
  return typeof expected === 'number' ? found === expected : found >= expected[0] && found <= expected[1];
}
