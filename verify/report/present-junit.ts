import type { CardLine } from '../card/card.ts';
import { DIFFERENCE_KINDS } from '../compare/difference.ts';
import { isOfColumn } from './column-findings.ts';
import { type JunitCase, type JunitFailure, junitDocument, junitSuite } from './junit-xml.ts';
import type { Finding, TableReport, VerifyReport } from './report.ts';

const CHECKS = {
  rows: DIFFERENCE_KINDS,
  columns: ['column'],
  types: ['loss'],
} as const;

/** A suite for each table, with a case for its rows, its columns and its types, as CI servers read JUnit's XML. */
export function presentJunit({ tables, findings, card }: VerifyReport): string {
  const suites = tables.map((table) => {
    const own = findings.filter((finding) => finding.table === table.destination);
    return junitSuite(table.destination, casesOf(table, own));
  });
  return junitDocument('playground verify', [
    ...suites,
    ...(card ? [junitSuite('report card', card.map(cardCase))] : []),
  ]);
}

function casesOf(table: TableReport, findings: readonly Finding[]): readonly JunitCase[] {
  return Object.entries(CHECKS).map(([check, kinds]) => ({
    classname: table.destination,
    name: `${check} equal`,
    failures: findings.filter(({ kind }) => (kinds as readonly string[]).includes(kind)).map(failure),
    ...(table.source === null && { skipped: table.reason }),
  }));
}

/** What was not seen is skipped, and a warning is a passed case that says so. */
function cardCase({ family, name, result, says, requests }: CardLine): JunitCase {
  const text = [says, ...requests.map((number) => `#${number}`)].join(' ');
  return {
    classname: `report card.${family}`,
    name,
    ...(result === 'fail' && { failures: [{ type: name, message: says, text }] }),
    ...(result === 'warn' && { says: `warning: ${text}` }),
    ...(result === 'not seen' && { skipped: says }),
  };
}

function failure({ kind, cause, count, examples, evidence, advice }: Finding): JunitFailure {
  const message = isOfColumn(kind) ? (examples[0] ?? cause) : `${count} ${kind}`;
  const seen = evidence.map(({ request, at, asked, note }) => `#${request} ${at} ${asked}: ${note}`);
  return { type: cause, message, text: [...examples, ...seen, advice].join('\n') };
}
