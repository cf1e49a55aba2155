import { lasting, withFindings } from './convicting.ts';
import { type Scenario, shownNumber } from './scenario.ts';
import type { TriedScenario } from './verdict.ts';

/** Finds the scenario that judges a cause; undefined where there is none. */
export type FindJudge = (cause: string) => Scenario | undefined;

/** Before scenarios have ended: the first of them that is about the cause will judge it. */
export function judgesAmong(scenarios: readonly Scenario[]): FindJudge {
  return (cause) => scenarios.find((scenario) => isAbout(scenario, cause));
}

/**
 * Leaves to another scenario what is found in one that is not about it: a connector that asks for no deletes is told so once,
 * and not by each scenario in which something is deleted. What no scenario judges convicts where it is found.
 */
export function leftToJudge(tried: TriedScenario, judgeOf: FindJudge): TriedScenario {
  const { scenario, verdict } = tried;
  return {
    ...tried,
    verdict: withFindings(verdict, (finding) => {
      // What did not last convicts nobody anyway.
      const isOwn = finding.verdict === 'transient' || isAbout(scenario, finding.cause);
      const judge = isOwn ? undefined : judgeOf(finding.cause);
      const { judgedBy: _, ...found } = finding;
      return judge === undefined ? found : { ...found, judgedBy: shownNumber(judge) };
    }),
  };
}

/**
 * What becomes of scenarios when all have ended: a cause is judged in the first that is about it and has found it for good. One
 * that is about it and has not found it judges nothing, so that nothing is lost.
 */
export function judged(all: readonly TriedScenario[]): readonly TriedScenario[] {
  const judgeOf: FindJudge = (cause) =>
    all.find(
      ({ scenario, verdict }) =>
        isAbout(scenario, cause) && lasting(verdict).some((finding) => finding.cause === cause),
    )?.scenario;
  return all.map((tried) => leftToJudge(tried, judgeOf));
}

function isAbout({ expect: { causes } }: Scenario, cause: string): boolean {
  return causes.includes(cause);
}
