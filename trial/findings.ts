import { NOT_LISTED } from '../verify/causes/rules/not-listed.ts';
import { isOfColumn } from '../verify/report/column-findings.ts';
import { findingId } from '../verify/report/findings.ts';
import type { VerifyReport } from '../verify/report/report.ts';
import type { Scenario } from './scenario.ts';
import type { TrialFinding } from './verdict.ts';

/**
 * What is wrong in a destination. Columns are a connector's own choice, unless a scenario is about them; and so is which list it
 * reads, if that list ends before all rows of the table.
 *
 * @param isLasting whether a sync went well since nothing goes wrong any more
 * @param expected causes of the scenario
 */
export function rowFindings(
  { findings }: VerifyReport,
  isLasting: boolean,
  expected: readonly string[] = [],
): readonly TrialFinding[] {
  return findings
    .filter(({ kind, cause }) => cause !== NOT_LISTED && (!isOfColumn(kind) || expected.includes(cause)))
    .map(({ id, cause, table, kind, count, advice, evidence }) => ({
      id,
      cause,
      table,
      verdict: isLasting ? 'permanent' : 'not yet known',
      what: `${count} ${kind}`,
      advice,
      evidence,
    }));
}

/** A destination in which there is nothing of this world, where rows were asked for. */
export function emptyFinding({ result }: VerifyReport, isLasting: boolean): readonly TrialFinding[] {
  if (result !== 'nothing to compare') return [];
  const finding: TrialFinding = {
    id: findingId('empty'),
    cause: 'unknown',
    verdict: isLasting ? 'permanent' : 'not yet known',
    table: undefined,
    what: 'the destination has no rows of this world',
    advice: 'Look at what the connector wrote, and fail the sync when it could not read.',
    evidence: [],
  };
  return [finding];
}

/** What was wrong before the plan ended, and is right now. */
export function transientFindings(
  before: readonly TrialFinding[],
  now: readonly TrialFinding[],
): readonly TrialFinding[] {
  return before
    .filter((one) => !now.some(({ cause, table }) => cause === one.cause && table === one.table))
    .map((one) => ({ ...one, verdict: 'transient' }));
}

/** A last sync that fails, where a scenario has nothing that a connector need fail at. */
export function failureFinding({ expect: { causes } }: Scenario, failure: string | undefined): TrialFinding {
  return {
    id: findingId('failure'),
    cause: causes[0] as string,
    verdict: 'permanent',
    table: undefined,
    what: `the last sync failed: ${failure}`,
    advice: 'Every later sync fails at the same place. Let the connector get over it.',
    evidence: [],
  };
}
