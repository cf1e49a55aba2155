import { shownNumber } from '../../trial/scenario.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { annotation } from '../../verify/report/annotation.ts';
import { againWith, convicting, titleOf } from './present-finding.ts';

/** A line for each finding that convicts, as GitHub shows it at a run. */
export function annotationsOfTrials(all: readonly TriedScenario[]): string {
  return all
    .flatMap((tried) =>
      convicting(tried).map((finding) =>
        annotation(
          'error',
          `${shownNumber(tried.scenario)} ${tried.scenario.name}`,
          [titleOf(finding), finding.advice, againWith(tried)].join('\n'),
        ),
      ),
    )
    .join('');
}
