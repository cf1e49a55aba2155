import { PlaygroundError } from '../../core/playground-error.ts';
import type { ServiceName } from '../../playground/manifests.ts';
import type { SourceDeclaration } from '../../sources/declaration.ts';
import { dependsOnReads } from '../../trial/depends-on-reads.ts';
import { findReads } from '../../trial/find-reads.ts';
import { judged, judgesAmong, leftToJudge } from '../../trial/judges.ts';
import { withKnown } from '../../trial/known.ts';
import type { Reads } from '../../trial/reads.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import type { TryIn } from '../../trial/shrink/search.ts';
import type { Subject } from '../../trial/subject.ts';
import { openTrialWorlds } from '../../trial/trial-worlds.ts';
import { untried } from '../../trial/untried.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { Interruption } from '../interruption.ts';
import { runSharing } from '../run/run-sharing.ts';

/** Two syncs in which nothing goes wrong. */
const CALM_RUN = 'what it reads';

interface Trials {
  readonly scenarios: readonly Scenario[];
  readonly services: readonly ServiceName[];
  /** Those of one's own. */
  readonly sources: readonly SourceDeclaration[];
  /** How many are tried at once. */
  readonly jobs: number;
  /** Is told what runs, by its name. */
  began(name: string): void;
  /** Is given what has ended; again where no other scenario has judged what was left to it. */
  ended(name: string, tried?: TriedScenario): void;
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
  /** Whether its first copy must sync in a calm world, although no scenario wants to know what it reads. */
  readonly isFirstCalm: boolean;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/**
 * Tries a project in scenarios side by side, each in a world of its own.
 *
 * @returns what has become of it in each, in their order
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` with what the connector says when it fails in a world in which nothing goes
 * wrong; the signal's reason
 */
export async function runScenarios(
  project: TriedProject,
  { scenarios, services, sources, jobs, began, ended, shrink }: Trials,
): Promise<readonly TriedScenario[]> {
  // Where one cannot be tried, nobody wants the others.
  const failure = new AbortController();
  const signal = AbortSignal.any([project.signal, failure.signal]);
  await using worlds = await openTrialWorlds({ services, sources, signal });
  const make = () => project.make(signal);
  began(CALM_RUN);
  const mustWatch = project.isFirstCalm || scenarios.some(dependsOnReads);
  const reads = mustWatch ? await findReads(make, worlds).catch(failedInCalm) : NO_READS;
  ended(CALM_RUN);
  const tryIn: TryIn = async (scenario, longestSyncMs) => {
    const verdict = await runTrial(scenario, make, { reads, worlds, longestSyncMs });
    // One that was interrupted has a failed sync as its verdict, which is not the connector's failure.
    signal.throwIfAborted();
    return verdict;
  };
  const judges = judgesAmong(scenarios.filter((scenario) => untried(scenario, reads) === undefined));
  const shown = new Map<Scenario, string>();
  const show = (tried: TriedScenario): void => {
    if (shown.get(tried.scenario) === tried.verdict.outcome) return;
    shown.set(tried.scenario, tried.verdict.outcome);
    ended(tried.scenario.name, tried);
  };
  const all = await runSharing(scenarios, { jobs, signal, disturbs: () => false }, async (scenario) => {
    began(scenario.name);
    try {
      const tried = leftToJudge(withKnown(scenario, await tryIn(scenario), project.known), judges);
      show(tried);
      if (shrink === undefined) return tried;
      began(`less of ${scenario.name}`);
      const shrunk = await shrink(tried, tryIn, reads);
      ended(`less of ${scenario.name}`);
      return shrunk;
    } catch (error) {
      failure.abort(error);
      return undefined;
    }
  });
  signal.throwIfAborted();
  const settled = judged(all.filter((tried) => tried !== undefined));
  settled.forEach(show);
  return settled;
}

/** What is no error of ours, nor an interruption, is what the connector said. */
function failedInCalm(error: unknown): never {
  if (error instanceof PlaygroundError || error instanceof Interruption) throw error;
  throw new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `It failed where nothing goes wrong, so it was tried in no scenario. ${(error as Error).message}`,
    { cause: error },
  );
}
