import type { CardLine } from '../card/card.ts';
import { badgeLine } from '../card/report-card.ts';

/** The lines of a table. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** The lines of a report card. */
export function markdownCard(card: readonly CardLine[]): readonly string[] {
  const rows = card.map(({ name, result, says, requests }) => [
    name,
    result,
    says,
    requests.map((number) => `#${number}`).join(' '),
  ]);
  const head = ['check', 'result', 'what was seen', 'requests'];
  return [`### ${badgeLine(card)}`, '', ...markdownTable(head, rows), ''];
}

/** Rows have whatever the world puts into them. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`);
}

/** As code nothing is escaped, and a longer fence than is in it begins and ends it. */
export function markdownCode(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  return `${fence} ${text.replaceAll(/[\r\n]+/g, ' ')} ${fence}`;
}
