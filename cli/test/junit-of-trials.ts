import { convicting } from '../../trial/convicting.ts';
import { numberedName } from '../../trial/scenario.ts';
import type { TrialFinding } from '../../trial/verdict.ts';
import { type JunitCase, junitDocument, junitSuite } from '../../verify/report/junit-xml.ts';
import { againWith, type ShownTrial, shortOf, titleOf, vanishedSays } from './present-finding.ts';

/** A suite with a case for each scenario: what was not tried is skipped, with the reason. */
export function junitOfTrials(all: readonly ShownTrial[]): string {
  return junitDocument('playground test', [junitSuite('scenarios', all.map(caseOf))]);
}

function caseOf(tried: ShownTrial): JunitCase {
  const { scenario, verdict } = tried;
  const said = shortOf(verdict);
  return {
    classname: 'scenarios',
    name: numberedName(scenario),
    failures: [
      ...convicting(tried).map((finding) => ({
        type: finding.cause,
        message: titleOf(finding),
        text: [...evidenceOf(finding), finding.advice, againWith(tried, finding)].join('\n'),
      })),
      ...tried.vanished.map((id) => ({
        type: 'known-and-not-found',
        message: vanishedSays(id),
        text: againWith(tried),
      })),
    ],
    ...(!('findings' in verdict) &&
      tried.vanished.length === 0 && { skipped: `${verdict.outcome}: ${verdict.reason}` }),
    ...(said !== '' && { says: `${verdict.outcome}: ${said}` }),
  };
}

function evidenceOf({ evidence }: TrialFinding): readonly string[] {
  return evidence.map(({ request, asked, note }) => `#${request} ${asked}: ${note}`);
}
