import { convicting } from '../../trial/convicting.ts';
import { numberedName } from '../../trial/scenario.ts';
import { annotation } from '../../verify/report/annotation.ts';
import { againWith, type ShownTrial, titleOf, vanishedSays } from './present-finding.ts';

/** A line for each finding that convicts, and for each that is known and was not found, as GitHub shows it at a run. */
export function annotationsOfTrials(all: readonly ShownTrial[]): string {
  return all
    .flatMap((tried) => {
      const title = numberedName(tried.scenario);
      return [
        ...convicting(tried).map((finding) => [titleOf(finding), finding.advice, againWith(tried, finding)]),
        ...tried.vanished.map((id) => [vanishedSays(id), againWith(tried)]),
      ].map((lines) => annotation('error', title, lines.join('\n')));
    })
    .join('');
}
