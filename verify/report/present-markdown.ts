import { shownCause } from '../causes/scenarios.ts';
import { DIFFERENCE_KINDS } from '../compare/difference.ts';
import { escapeMarkdown, markdownCard, markdownCode, markdownTable } from './markdown.ts';
import type { Finding, TableReport, VerifyReport } from './report.ts';
import { titleOf } from './title-of.ts';

/** A report as Markdown, for the summary of a run at GitHub (`$GITHUB_STEP_SUMMARY`). */
export function presentMarkdown({ destination, tables, findings, card }: VerifyReport): string {
  return [
    `## ${escapeMarkdown(destination.name)}`,
    '',
    ...markdownTable(['destination', 'source', 'rows', 'result'], tables.map(rowOf)),
    '',
    ...findings.flatMap(sectionOf),
    ...(card ? markdownCard(card) : []),
  ].join('\n');
}

function rowOf(table: TableReport): readonly string[] {
  if (table.source === null) return [table.destination, '', '', `not compared: ${table.reason}`];
  const counts = DIFFERENCE_KINDS.filter((kind) => table[kind] > 0).map((kind) => `${table[kind]} ${kind}`);
  const said = table.result === 'equal' ? 'equal' : counts.join(', ') || 'columns differ';
  return [table.destination, table.source, String(table.rows), said];
}

function sectionOf(finding: Finding): readonly string[] {
  const evidence = finding.evidence.map(
    ({ request, at, asked, note }) => `- #${request} ${at} ${markdownCode(asked)}: ${escapeMarkdown(note)}`,
  );
  const examples = finding.examples.map((example) => `- ${escapeMarkdown(example)}`);
  return [
    `### ${shownCause(finding.cause)}`,
    '',
    `${escapeMarkdown(titleOf(finding))}. ${escapeMarkdown(finding.advice)}`,
    '',
    ...examples,
    ...evidence,
    '',
  ];
}
