import { presentCard } from '../card/present-card.ts';
import { shownCause } from '../causes/scenarios.ts';
import { DIFFERENCE_KINDS } from '../compare/difference.ts';
import { isOfColumn } from './column-findings.ts';
import { presentInstant } from './present-key.ts';
import type { ComparedTable, Finding, TableReport, VerifyReport } from './report.ts';
import { shownVerdict } from './shown-verdict.ts';

/** A line for each table first, then what was found, then how to get the rest. */
export function presentText(report: VerifyReport): string {
  const found = report.findings.flatMap((finding) => ['', ...presentFinding(finding)]);
  return [
    headOf(report),
    '',
    ...presentTables(report.tables),
    ...found,
    ...(found.length > 0 ? ['', 'All rows that differ: --jsonl. This as a document: --json.'] : []),
    ...(report.result === 'nothing to compare' ? ['', nothingCompared(report)] : []),
    ...(report.card ? ['', presentCard(report.card).trimEnd()] : []),
    '',
  ].join('\n');
}

function nothingCompared({ tables }: VerifyReport): string {
  if (tables.length === 0) return 'Nothing to compare: the destination has no table.';
  return 'Nothing to compare: none of these tables is one of this world. Name its source in verify.yaml if it is.';
}

function headOf({ destination, world, window, journal }: VerifyReport): string {
  const { seed, records, anchor } = world;
  const when = window.from === window.to ? window.to : `${window.from} to ${window.to}`;
  return [
    destination.name,
    `${world.world} world, seed ${seed}, ${records} records, anchor ${presentInstant(anchor)}`,
    `as of ${when}`,
    ...(journal ? [presentJournal(journal)] : []),
  ].join(' · ');
}

function presentJournal({ syncs, requests, faults }: NonNullable<VerifyReport['journal']>): string {
  const counted = [counting(syncs, 'sync'), counting(requests, 'request')];
  return [...counted, ...(faults > 0 ? [counting(faults, 'fault')] : [])].join(', ');
}

function counting(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}

function presentTables(tables: readonly TableReport[]): string[] {
  const names = tables.map((table) => [table.destination, table.source ?? '?'] as const);
  const [first, second] = [0, 1].map((place) =>
    Math.max(0, ...names.map((name) => name[place]?.length ?? 0)),
  );
  return tables.map((table, index) => {
    const [destination, source] = names[index] as readonly [string, string];
    return `  ${destination.padEnd(first ?? 0)} = ${source.padEnd(second ?? 0)}  ${stateOf(table)}`;
  });
}

function stateOf(table: TableReport): string {
  if (table.source === null) return `nothing to compare: ${table.reason}`;
  const notes = [...mappingNotes(table)].map((note) => `; ${note}`).join('');
  const rows = `${count(table.rows)} rows`;
  if (table.result === 'equal') return `✓ ${rows}, equal${notes}`;
  const counts = DIFFERENCE_KINDS.filter((kind) => table[kind] > 0).map(
    (kind) => `${count(table[kind])} ${kind}`,
  );
  const wrong = table.columns.filter(({ loss }) => loss !== null).length + table.mapping.absent.length;
  if (wrong > 0) counts.push(`${wrong} ${wrong === 1 ? 'column' : 'columns'}`);
  return `✗ ${rows}, ${count(table.equal)} equal: ${counts.join(', ')}${notes}`;
}

function* mappingNotes({ mapping, deleted }: ComparedTable): Generator<string> {
  if (deleted > 0) yield `${count(deleted)} marked as deleted`;
  if (mapping.rows === 'part') yield 'missing rows are not looked for';
  if (mapping.unmapped.length > 0) yield `not compared: ${mapping.unmapped.join(', ')}`;
}

function presentFinding(finding: Finding): string[] {
  const { kind, count: rows, cause, verdict, examples, evidence, advice } = finding;
  const isColumn = isOfColumn(kind);
  const head = isColumn ? cause : `${count(rows)} ${kind}, ${shownCause(cause)}: ${shownVerdict(verdict)}`;
  const more = isColumn ? 0 : rows - examples.length;
  return [
    `  ${finding.table}: ${head}`,
    ...examples.map((example) => `    ${example}`),
    ...(more > 0 ? [`    and ${count(more)} more`] : []),
    ...evidence.map(({ request, at, asked, note }) => `    #${request} ${at} ${asked}: ${note}`),
    `    ${advice}`,
  ];
}

/** With a comma before each three digits. To load a locale for that takes longer than to compare a small table. */
function count(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
