import type { ServiceName } from '../../playground/manifests.ts';
import { dependsOnReads } from '../../trial/depends-on-reads.ts';
import { findReads } from '../../trial/find-reads.ts';
import { withKnown } from '../../trial/known.ts';
import type { Reads } from '../../trial/reads.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import type { TryIn } from '../../trial/shrink/search.ts';
import type { Subject } from '../../trial/subject.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { runSharing } from '../run/run-sharing.ts';

interface Trials {
  readonly scenarios: readonly Scenario[];
  readonly services: readonly ServiceName[];
  /** How many are tried at once. */
  readonly jobs: number;
  /** Is given each as it ends. */
  onEnd(tried: TriedScenario): void;
  /** Looks for what shows the same with less. */
  readonly shrink?:
    | ((tried: TriedScenario, tryIn: TryIn, reads: Reads) => Promise<TriedScenario>)
    | undefined;
}

/** Of a connector that nobody need have watched. */
const NO_READS: Reads = { needs: [], places: {} };

/** A project that is tried. */
export interface TriedProject {
  /** Ids of findings that convict nobody. */
  readonly known: readonly string[];
  /** Gives a new copy of it, which has never synced, and which the signal ends. */
  readonly make: (signal: AbortSignal) => Promise<Subject>;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/**
 * Tries a project in scenarios side by side, each in a world of its own.
 *
 * @returns what has become of it in each, in their order
 * @throws Error what the connector says when it fails in a world in which nothing goes wrong; the signal's reason
 */
export async function runScenarios(
  project: TriedProject,
  { scenarios, services, jobs, onEnd, shrink = async (tried) => tried }: Trials,
): Promise<readonly TriedScenario[]> {
  // Where one cannot be tried, nobody wants the others.
  const failure = new AbortController();
  const signal = AbortSignal.any([project.signal, failure.signal]);
  await using worlds = await openTrialWorlds({ services, signal });
  const make = () => project.make(signal);
  const reads = scenarios.some(dependsOnReads) ? await findReads(make, worlds) : NO_READS;
  const tryIn: TryIn = async (scenario, longestSyncMs) => {
    const verdict = await runTrial(scenario, make, { reads, worlds, longestSyncMs });
    // One that was interrupted has a failed sync as its verdict, which is not the connector's failure.
    signal.throwIfAborted();
    return verdict;
  };
  const all = await runSharing(scenarios, { jobs, signal, disturbs: () => false }, async (scenario) => {
    try {
      const tried = withKnown(scenario, await tryIn(scenario), project.known);
      onEnd(tried);
      return await shrink(tried, tryIn, reads);
    } catch (error) {
      failure.abort(error);
      return undefined;
    }
  });
  signal.throwIfAborted();
  return all.filter((tried) => tried !== undefined);
}
