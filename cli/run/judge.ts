import type { Expectation } from '../../connectors/expectation.ts';
import { differences } from './compare.ts';
import { missingModule } from './missing-module.ts';
import type { Result, RunReport, SyncReport } from './run-report.ts';
import type { Workbench } from './workbench.ts';

const EMPTY =
  'the destination is EMPTY: no table has a row, so nothing shows that the connector works. If that is right, add --allow-empty';

export type Judgement = Pick<RunReport, 'result' | 'reasons'>;

/**
 * What came of the syncs of a connector.
 *
 * @param expectation undefined for one of which nothing is known: then it has only to succeed
 */
export function judge(
  expectation: Expectation | undefined,
  syncs: readonly SyncReport[],
  { sdk, allowEmpty }: Pick<Workbench, 'sdk' | 'allowEmpty'>,
): Judgement {
  const last = syncs.at(-1);
  const reasons = [...endlessSyncs(syncs), ...differences(expectation ?? succeedingSyncs(syncs), syncs)];
  if (reasons.length === 0 && !expectation && !allowEmpty && isEmpty(last)) {
    return { result: 'nothing to compare', reasons: [EMPTY] };
  }
  if (reasons.length === 0) return { result: goodResult(expectation), reasons };
  const missing = last && missingModule(last.log, sdk);
  if (missing !== undefined) return { result: 'cannot run', reasons: [missing] };
  return { result: expectation ? 'different' : 'failed', reasons };
}

/** Whether a sync has left no row. */
export function isEmpty(last: SyncReport | undefined): boolean {
  return Object.values(last?.tables ?? {}).every(({ rows }) => rows === 0);
}

function endlessSyncs(syncs: readonly SyncReport[]): string[] {
  return syncs.flatMap(({ timedOut, seconds }, index) =>
    timedOut ? [`sync ${index + 1} was stopped after ${Math.round(seconds)} s`] : [],
  );
}

/** Whatever a sync has left, as long as it succeeded. */
function succeedingSyncs(syncs: readonly SyncReport[]): Expectation {
  return syncs.map(({ tables }) => ({ tables }));
}

function goodResult(expectation: Expectation | undefined): Result {
  if (!expectation) return 'succeeded';
  return expectation[0]?.failsWith === undefined ? 'as expected' : 'fails as known';
}
