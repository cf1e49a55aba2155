import { resetStarted, resettableIn } from '../../playground/reset-started.ts';
import { disturbs } from './disturbs.ts';
import type { Progress } from './progress.ts';
import { type Connector, runConnector } from './run-connector.ts';
import type { RunReport } from './run-report.ts';
import { runSharing } from './run-sharing.ts';
import type { Workbench } from './workbench.ts';

/**
 * Runs connectors side by side. The playground is reset once before; an example that changes the data of a service has
 * that service to itself, and it is reset again after it.
 *
 * @returns what has ended, which is not all when the signal was aborted
 */
export async function runTree(
  connectors: readonly Connector[],
  workbench: Workbench,
  { jobs, progress }: { jobs: number; progress: Progress },
): Promise<RunReport[]> {
  const { endpoints, signal } = workbench;
  // Each by its name: a reset of all would begin the time again, too.
  await resetStarted(endpoints, resettableIn(endpoints), workbench);
  const reports = await runSharing(connectors, { jobs, disturbs, signal }, async (connector) => {
    progress.began(connector);
    const report = await reportOf(connector, workbench);
    if (report) progress.ended(report);
    return report;
  });
  return reports.filter((report) => report !== undefined);
}

/** undefined when it was interrupted; whatever else goes wrong with one connector is no reason to stop the others. */
async function reportOf(connector: Connector, workbench: Workbench): Promise<RunReport | undefined> {
  const { folder, example } = connector;
  const { endpoints } = workbench;
  const notRun = (result: RunReport['result'], reason: string): RunReport => ({
    folder,
    ...(example && { example: example.path }),
    result,
    reasons: [reason],
    syncs: [],
    seconds: 0,
  });
  if (!example) return notRun('unknown', 'it is not a known public example');
  if (example.unserved !== undefined) return notRun('not served', example.unserved);
  try {
    try {
      return await runConnector(connector, workbench, () => undefined);
    } finally {
      if (example.changes) await resetStarted(endpoints, example.changes, workbench);
    }
  } catch (error) {
    return workbench.signal.aborted ? undefined : notRun('cannot run', (error as Error).message);
  }
}
