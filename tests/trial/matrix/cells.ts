import { cpus } from 'node:os';
import { afterAll } from '@jest/globals';
import { findReads } from '../../../trial/find-reads.ts';
import { readScenarios } from '../../../trial/read-scenarios.ts';
import { runTrial, type TrialOptions } from '../../../trial/run-trial.ts';
import type { Scenario } from '../../../trial/scenario.ts';
import type { MakeSubject } from '../../../trial/subject.ts';
import { openTrialWorlds, type TrialWorlds } from '../../../trial/trial-worlds.ts';
import type { TrialFinding, TrialVerdict } from '../../../trial/verdict.ts';
import type { Mutant } from '../mutants/mutant.ts';

export const scenarios = await readScenarios('scenarios');
const ofApi = await openTrialWorlds({ services: ['api'] });
afterAll(async () => await ofApi[Symbol.asyncDispose]());

/** A trial waits for its requests most of the time. */
const AT_ONCE = 2 * cpus().length;

/** What cannot be run here: refused by name, and never shown as passed. */
const NOT_HERE: Readonly<Record<string, RegExp>> = {
  'short-page': /api's pagination_next_page_url cannot do 'short'/,
};

export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`There is no scenario '${name}'.`);
  return found;
}

/** One connector in one scenario. */
export interface Cell {
  readonly scenario: Scenario;
  readonly verdict: TrialVerdict;
}

/** What is known of causes and conduct, where it is not all, and where the worlds are, if not with the API. */
export interface CellOptions extends Pick<TrialOptions, 'causes' | 'conduct'> {
  readonly worlds?: TrialWorlds;
}

/** Tries a connector in scenarios, several at once; what it reads is found out once. */
export async function tryIn(
  make: MakeSubject,
  those: readonly Scenario[],
  { worlds = ofApi, ...rules }: CellOptions = {},
): Promise<readonly Cell[]> {
  const reads = await findReads(make, worlds);
  return await severalAtOnce(those, async (scenario) => ({
    scenario,
    verdict: await runTrial(scenario, make, { reads, worlds, ...rules }),
  }));
}

/** Does the same with each of them, with several at once. */
export async function severalAtOnce<One, Done>(
  all: readonly One[],
  work: (one: One) => Promise<Done>,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  const left = [...all.entries()];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one; one = left.shift()) done[one[0]] = await work(one[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return done;
}

/** Causes of what a later sync did not mend. */
export function causesOf(verdict: TrialVerdict): readonly string[] {
  return [...new Set(lasting(verdict).map(({ cause }) => cause))].sort();
}

/**
 * What is wrong with the verdict on a connector with one bug; undefined if it is right. In the scenario of its bug it is
 * convicted with a cause of the scenario. In any other it has come through it, is not concerned, could not be tried for a
 * reason that is known, or is convicted of what its bug explains. Nowhere is a cause unknown, and everywhere something is
 * said of it.
 */
export function wrongIn(mutant: Mutant, { scenario, verdict }: Cell): string | undefined {
  const own = scenarioNamed(mutant.scenario).expect.causes;
  const causes = causesOf(verdict);
  const foreign = causes.filter((cause) => ![...own, ...(mutant.also ?? [])].includes(cause));
  if (foreign.length > 0) return `convicted of ${foreign.join(', ')}`;
  if (scenario.name === mutant.scenario && !causes.some((cause) => own.includes(cause)))
    return `not convicted of ${own.join(' or ')}: ${verdict.outcome}`;
  return mute(verdict) ?? refused(scenario, verdict);
}

/** The same of a connector without a bug: it is convicted of nothing, and asks well. */
export function wrongInRight({ scenario, verdict }: Cell): string | undefined {
  const causes = causesOf(verdict);
  if (causes.length > 0) return `convicted of ${causes.join(', ')}`;
  const failed = 'card' in verdict ? verdict.card.filter(({ result }) => result === 'fail') : [];
  if (failed.length > 0) return `failed: ${failed.map(({ name, says }) => `${name}, ${says}`).join('; ')}`;
  return mute(verdict) ?? refused(scenario, verdict);
}

/** The cells of a row that are wrong, each with its scenario. */
export function wrongCells(
  cells: readonly Cell[],
  wrongOf: (cell: Cell) => string | undefined,
): readonly string[] {
  return cells.flatMap((cell) => {
    const wrong = wrongOf(cell);
    return wrong === undefined ? [] : [`${cell.scenario.name}: ${wrong}`];
  });
}

function refused({ name }: Scenario, verdict: TrialVerdict): string | undefined {
  if (verdict.outcome !== 'cannot be run' || NOT_HERE[name]?.test(verdict.reason)) return undefined;
  return verdict.reason;
}

/** Something of which nothing is known, or nothing is said. */
function mute(verdict: TrialVerdict): string | undefined {
  const findings = 'findings' in verdict ? verdict.findings : [];
  const one = findings.find(({ cause, advice, what }) => cause === 'unknown' || !advice || !what);
  return one && `says of ${one.what}: ${one.cause}, ${one.advice}`;
}

function lasting(verdict: TrialVerdict): readonly TrialFinding[] {
  return 'findings' in verdict ? verdict.findings.filter((one) => one.verdict !== 'transient') : [];
}
