import { shownCause } from '../causes/scenarios.ts';
import type { VerifyReport } from './report.ts';
import { titleOf } from './title-of.ts';

/**
 * A line for each finding, and for each check of the report card that is not passed, as GitHub shows them at a run.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function presentGithub({ findings, card = [] }: VerifyReport): string {
  const found = findings.map((finding) =>
    line(
      'error',
      shownCause(finding.cause),
      [titleOf(finding), ...finding.examples, finding.advice].join('\n'),
    ),
  );
  const checks = card.flatMap(({ family, name, result, says }) =>
    result === 'fail' || result === 'warn'
      ? [line(result === 'fail' ? 'error' : 'warning', `${family}: ${name}`, says)]
      : [],
  );
  return [...found, ...checks].join('');
}

function line(level: 'error' | 'warning', title: string, message: string): string {
  return `::${level} title=${escapeData(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
