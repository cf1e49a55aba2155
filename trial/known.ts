import { PlaygroundError } from '../core/playground-error.ts';
import { lasting, withFindings } from './convicting.ts';
import { LAST_OF_CATALOGUE, type Scenario, shownNumber } from './scenario.ts';
import type { TrialVerdict, TriedScenario } from './verdict.ts';

/**
 * A verdict in which what is known convicts nobody, and is missed where it is not found: then it is to be taken off the list.
 *
 * @param known ids of findings, of this scenario and others
 */
export function withKnown(
  scenario: Scenario,
  verdict: TrialVerdict,
  known: readonly string[],
): TriedScenario {
  const own = known.filter((id) => numberIn(id) === shownNumber(scenario));
  const found = lasting(verdict).map(({ id }) => id);
  return {
    scenario,
    verdict: withFindings(verdict, (finding) =>
      own.includes(finding.id) ? { ...finding, isKnown: true } : finding,
    ),
    vanished: own.filter((id) => !found.includes(id)),
  };
}

/**
 * @param scenarios the catalogue
 * @throws PlaygroundError `ERR_BAD_OPTION` for an id of a scenario that there is not, unless it may be one of a project's own
 */
export function requireScenarios(known: readonly string[], scenarios: readonly Scenario[]): void {
  const numbers = scenarios.map(shownNumber);
  const unknown = known.find(
    (id) => Number(numberIn(id)) <= LAST_OF_CATALOGUE && !numbers.includes(numberIn(id)),
  );
  if (unknown === undefined) return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `verify.yaml has ${unknown} in known, and there is no scenario ${numberIn(unknown)}. Take it out.`,
  );
}

function numberIn(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}
