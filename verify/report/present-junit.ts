import type { Finding, TableReport, VerifyReport } from './report.ts';

const CHECKS = {
  rows: ['missing', 'stale', 'torn', 'extra', 'duplicated'],
  columns: ['column'],
  types: ['loss'],
} as const;

/** A suite for each table, with a case for its rows, its columns and its types, as CI servers read JUnit's XML. */
export function presentJunit({ tables, findings }: VerifyReport): string {
  const suites = tables.map((table) =>
    suite(
      table,
      findings.filter((finding) => finding.table === table.destination),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="playground verify">\n${suites.join('')}</testsuites>\n`;
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

function testCase(table: TableReport, check: string, findings: readonly Finding[]): string {
  const open = `    <testcase classname="${escapeXml(table.destination)}" name="${check} equal"`;
  if (table.source === null) return `${open}><skipped message="${escapeXml(table.reason)}"/></testcase>\n`;
  if (findings.length === 0) return `${open}/>\n`;
  return `${open}>\n${findings.map(failure).join('')}    </testcase>\n`;
}

function failure({ kind, cause, count, examples, advice }: Finding): string {
  const message = kind === 'column' || kind === 'loss' ? (examples[0] ?? cause) : `${count} ${kind}`;
  const text = [...examples, advice].map(escapeXml).join('\n');
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
