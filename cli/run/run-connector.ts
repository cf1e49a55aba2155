import { type Example, servicesOf } from '../../connectors/example.ts';
import { configurationOf, requireServices } from '../../connectors/examples.ts';
import type { Expectation } from '../../connectors/expectation.ts';
import { heldTables } from '../../connectors/held-tables.ts';
import { withoutLivingCounts } from '../../connectors/living-counts.ts';
import { worldTime } from '../../playground/clock/world-time.ts';
import { pointInTime } from '../../verify/compare/window.ts';
import { compareOwn, type SyncedProject, valueDifferences } from './compare-values.ts';
import { changeConfiguration, writeConfiguration } from './configuration-file.ts';
import { handedBack, isHandedBack } from './handed-back.ts';
import { isEmpty, type Judgement, judge } from './judge.ts';
import type { RunReport, SyncReport } from './run-report.ts';
import { runSync } from './run-sync.ts';
import { makeScratch } from './scratch.ts';
import type { Workbench } from './workbench.ts';

/** A connector that is to be run. */
export interface Connector {
  readonly folder: string;
  /** Which public example it is. Any other connector has its own configuration, and nothing is known of its syncs. */
  readonly example?: Example;
  /** How much of its code is that of the example, from 0 to 1; only where that told which one it is. */
  readonly likeness?: number | undefined;
}

const SYNCS_OF_AN_UNKNOWN = 2;
const NOT_OF_THIS_WORLD =
  'NOTHING COULD BE COMPARED: no table holds rows of the sources under their own columns. Say in verify.yaml which ones they hold, or add --allow-empty to be content with syncs that succeed';

/**
 * Copies a connector, configures it and syncs it, each sync going on from the one before; none follows one that
 * failed.
 *
 * @param onOutput is given what the connector writes, as it comes
 * @throws PlaygroundError `ERR_NOT_STARTED` when it needs what does not run; the signal's reason when it is aborted
 */
export async function runConnector(
  { folder, example, likeness }: Connector,
  workbench: Workbench,
  onOutput: (text: string) => void,
): Promise<RunReport> {
  const startedAt = performance.now();
  if (example) requireServices(example, servicesOf(example), workbench.endpoints);
  const now = await worldTime(workbench.worldUrl);
  const expectation = example && expectationOf(example, workbench, now);
  await using scratch = await makeScratch(folder, workbench.keep);
  await configure(scratch.project, example, workbench);
  const syncs: SyncReport[] = [];
  let window = pointInTime(now);
  const wanted = workbench.syncs ?? expectation?.length ?? SYNCS_OF_AN_UNKNOWN;
  while (syncs.length < wanted && (syncs.at(-1)?.exitCode ?? 0) === 0) {
    if (syncs.length > 0 && isHandedBack(example)) {
      await changeConfiguration(scratch.project, await handedBack(workbench.endpoints));
    }
    const from = await worldTime(workbench.worldUrl);
    syncs.push(await runSync(scratch, syncs.length + 1, workbench, onOutput));
    const to = await worldTime(workbench.worldUrl);
    window = { from, to, instants: [from, to] };
  }
  const judged = judge(expectation, syncs, workbench);
  return {
    folder,
    ...(example && { example: example.path }),
    ...(likeness !== undefined && { likeness }),
    ...(await withValues({ judged, syncs }, example, { folder: scratch.project, window }, workbench)),
    syncs,
    seconds: (performance.now() - startedAt) / 1000,
    ...(workbench.keep && { scratch: scratch.folder }),
  };
}

function expectationOf(example: Example, { truth, values }: Workbench, now: number): Expectation {
  const expectation = example.expects(truth, now);
  return values ? withoutLivingCounts(expectation, heldTables(example.path), truth) : expectation;
}

/** What becomes of a good result when the values are looked at. */
async function withValues(
  { judged, syncs }: { readonly judged: Judgement; readonly syncs: readonly SyncReport[] },
  example: Example | undefined,
  project: SyncedProject,
  workbench: Workbench,
): Promise<Judgement & Pick<RunReport, 'compared'>> {
  if (!workbench.values) return judged;
  if (example && judged.result === 'as expected') {
    const reasons = await valueDifferences(project, heldTables(example.path), workbench);
    return reasons.length > 0 ? { result: 'different', reasons } : judged;
  }
  if (judged.result !== 'succeeded' || isEmpty(syncs.at(-1))) return judged;
  const { compared, differences } = await compareOwn(project, workbench);
  if (differences.length > 0) return { result: 'different', reasons: differences, compared };
  if (compared.length > 0 || workbench.allowEmpty) return { ...judged, compared };
  return { result: 'nothing to compare', reasons: [NOT_OF_THIS_WORLD] };
}

async function configure(
  project: string,
  example: Example | undefined,
  { endpoints, directory }: Workbench,
): Promise<void> {
  if (example) await writeConfiguration(project, await configurationOf(example, endpoints, directory));
  else await changeConfiguration(project, {});
}
