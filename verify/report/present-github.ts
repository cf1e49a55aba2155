import { shownCause } from '../causes/scenarios.ts';
import { annotation, cardAnnotations } from './annotation.ts';
import type { VerifyReport } from './report.ts';
import { titleOf } from './title-of.ts';

/** A line for each finding, and for each check of the report card that is not passed, as GitHub shows them at a run. */
export function presentGithub({ findings, card = [] }: VerifyReport): string {
  const found = findings.map((finding) =>
    annotation(
      'error',
      shownCause(finding.cause),
      [titleOf(finding), ...finding.examples, finding.advice].join('\n'),
    ),
  );
  return [...found, ...cardAnnotations(card)].join('');
}
