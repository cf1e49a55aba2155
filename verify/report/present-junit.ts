import type { CardLine } from '../card/card.ts';
import type { Finding, TableReport, VerifyReport } from './report.ts';

const CHECKS = {
  rows: ['missing', 'stale', 'torn', 'extra', 'duplicated'],
  columns: ['column'],
  types: ['loss'],
} as const;

/** A suite for each table, with a case for its rows, its columns and its types, as CI servers read JUnit's XML. */
export function presentJunit({ tables, findings, card }: VerifyReport): string {
  const suites = tables.map((table) =>
    suite(
      table,
      findings.filter((finding) => finding.table === table.destination),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="playground verify">\n${suites.join('')}${card ? cardSuite(card) : ''}</testsuites>\n`;
}

function suite(table: TableReport, findings: readonly Finding[]): string {
  const cases = Object.entries(CHECKS).map(([check, kinds]) => {
    const failures = findings.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
    return { text: testCase(table, check, failures), isFailed: failures.length > 0 };
  });
  const failed = cases.filter(({ isFailed }) => isFailed).length;
  const skipped = table.source === null ? cases.length : 0;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
  return `  <testsuite name="${escapeXml(table.destination)}" ${counts}>\n${cases.map(({ text }) => text).join('')}  </testsuite>\n`;
}

/** A case for each check of the report card; what was not seen is skipped, and a warning is a passed case that says so. */
function cardSuite(card: readonly CardLine[]): string {
  const count = (result: CardLine['result']): number => card.filter((line) => line.result === result).length;
  const counts = `tests="${card.length}" failures="${count('fail')}" errors="0" skipped="${count('not seen')}"`;
  return `  <testsuite name="report card" ${counts}>\n${card.map(cardCase).join('')}  </testsuite>\n`;
}

function cardCase({ family, name, result, says, requests }: CardLine): string {
  const open = `    <testcase classname="report card.${family}" name="${escapeXml(name)}"`;
  const text = escapeXml([says, ...requests.map((number) => `#${number}`)].join(' '));
  switch (result) {
    case 'fail':
      return `${open}>\n      <failure type="${escapeXml(name)}" message="${escapeXml(says)}">${text}</failure>\n    </testcase>\n`;
    case 'warn':
      return `${open}><system-out>warning: ${text}</system-out></testcase>\n`;
    case 'not seen':
      return `${open}><skipped message="${escapeXml(says)}"/></testcase>\n`;
    case 'pass':
      return `${open}/>\n`;
  }
}

function testCase(table: TableReport, check: string, findings: readonly Finding[]): string {
  const open = `    <testcase classname="${escapeXml(table.destination)}" name="${check} equal"`;
  if (table.source === null) return `${open}><skipped message="${escapeXml(table.reason)}"/></testcase>\n`;
  if (findings.length === 0) return `${open}/>\n`;
  return `${open}>\n${findings.map(failure).join('')}    </testcase>\n`;
}

function failure({ kind, cause, count, examples, evidence, advice }: Finding): string {
  const message = kind === 'column' || kind === 'loss' ? (examples[0] ?? cause) : `${count} ${kind}`;
  const seen = evidence.map(({ request, at, asked, note }) => `#${request} ${at} ${asked}: ${note}`);
  const text = [...examples, ...seen, advice].map(escapeXml).join('\n');
  return `      <failure type="${escapeXml(cause)}" message="${escapeXml(message)}">${text}</failure>\n`;
}

/** XML 1.0 has no control characters, however they are written. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
