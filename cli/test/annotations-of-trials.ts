import { convicting } from '../../trial/known.ts';
import { shownNumber } from '../../trial/scenario.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { annotation } from '../../verify/report/annotation.ts';
import { againWith, titleOf, vanishedSays } from './present-finding.ts';

/** A line for each finding that convicts, and for each that is known and was not found, as GitHub shows it at a run. */
export function annotationsOfTrials(all: readonly TriedScenario[]): string {
  return all
    .flatMap((tried) => {
      const title = `${shownNumber(tried.scenario)} ${tried.scenario.name}`;
      return [
        ...convicting(tried).map((finding) => [titleOf(finding), finding.advice]),
        ...tried.vanished.map((id) => [vanishedSays(id)]),
      ].map((lines) => annotation('error', title, [...lines, againWith(tried)].join('\n')));
    })
    .join('');
}
