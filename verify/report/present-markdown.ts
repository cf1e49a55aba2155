import { badgeLine } from '../card/report-card.ts';
import { shownCause } from '../causes/scenarios.ts';
import type { Finding, TableReport, VerifyReport } from './report.ts';
import { titleOf } from './title-of.ts';

/** A report as Markdown, for the summary of a run at GitHub (`$GITHUB_STEP_SUMMARY`). */
export function presentMarkdown({ destination, tables, findings, card }: VerifyReport): string {
  return [
    `## ${escapeMarkdown(destination.name)}`,
    '',
    ...tableOf(['destination', 'source', 'rows', 'result'], tables.map(rowOf)),
    '',
    ...findings.flatMap(sectionOf),
    ...(card
      ? [
          `### ${badgeLine(card)}`,
          '',
          ...tableOf(
            ['check', 'result', 'what was seen', 'requests'],
            card.map(({ name, result, says, requests }) => [
              name,
              result,
              says,
              requests.map((number) => `#${number}`).join(' '),
            ]),
          ),
          '',
        ]
      : []),
  ].join('\n');
}

function rowOf(table: TableReport): readonly string[] {
  if (table.source === null) return [table.destination, '', '', `not compared: ${table.reason}`];
  const counts = (['missing', 'stale', 'torn', 'extra', 'duplicated'] as const)
    .filter((kind) => table[kind] > 0)
    .map((kind) => `${table[kind]} ${kind}`);
  const said = table.result === 'equal' ? 'equal' : counts.join(', ') || 'columns differ';
  return [table.destination, table.source, String(table.rows), said];
}

function sectionOf(finding: Finding): readonly string[] {
  const evidence = finding.evidence.map(
    ({ request, at, asked, note }) => `- #${request} ${at} ${code(asked)}: ${escapeMarkdown(note)}`,
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

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** Rows have whatever the world puts into them. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`);
}

/** As code nothing is escaped, and a longer fence than is in it begins and ends it. */
function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  return `${fence} ${text.replaceAll(/[\r\n]+/g, ' ')} ${fence}`;
}
