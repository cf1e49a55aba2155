import type { CardLine } from '../card/card.ts';

/**
 * A line that GitHub shows at a run.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotation(level: 'error' | 'warning', title: string, message: string): string {
  return `::${level} title=${escapeData(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${escapeData(message)}\n`;
}

/** A line for each check that is not passed. */
export function cardAnnotations(card: readonly CardLine[]): readonly string[] {
  return card.flatMap(({ family, name, result, says }) =>
    result === 'fail' || result === 'warn'
      ? [annotation(result === 'fail' ? 'error' : 'warning', `${family}: ${name}`, says)]
      : [],
  );
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
