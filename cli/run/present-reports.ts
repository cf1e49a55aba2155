import { table } from '../../core/table.ts';
import { isBad, type Result, type RunReport, type SyncReport } from './run-report.ts';

const LAST_LINES = 25;

/**
 * The tables after each sync of one connector, its state, and how it compares.
 *
 * @param withLog whether to show the end of the log of a connector that failed: not where all of it was shown before
 */
export function presentReport(report: RunReport, { withLog }: { readonly withLog: boolean }): string {
  const rows = report.syncs.flatMap((sync, index) => syncRows(sync, index + 1));
  const state = report.syncs.at(-1)?.state;
  return [
    table(['Sync', 'Table', 'Rows', 'Written', 'Deleted'], rows),
    state === undefined ? 'No state.\n' : `State: ${JSON.stringify(state)}\n`,
    ...changedCopy(report),
    ...comparedTables(report),
    ...report.reasons.map((reason) => `- ${reason}\n`),
    ...(withLog && isBad(report) ? endOfLog(report) : []),
    `${nameOf(report)}: ${report.result}, ${report.seconds.toFixed(1)} s\n`,
    ...keptIn(report),
  ].join('');
}

/** Which example it is taken for, and why, where somebody may wonder. */
function changedCopy({ example, likeness = 1 }: RunReport): string[] {
  if (example === undefined || likeness === 1) return [];
  const common = `${Math.floor(100 * likeness)} % of its code is that of the example`;
  return [`It is taken for a changed copy of ${example}: ${common}. If it is not one, add --as own.\n`];
}

function comparedTables({ compared = [] }: RunReport): string[] {
  return compared.length === 0 ? [] : [`Compared row by row: ${compared.join(', ')}\n`];
}

function syncRows({ exitCode, tables }: SyncReport, number: number): string[][] {
  const ended = exitCode === 0 ? '' : ` (failed: ${exitCode})`;
  const rows = Object.entries(tables).map(([name, { rows, written, deleted }]) => [
    name,
    String(rows),
    String(written),
    String(deleted),
  ]);
  return (rows.length > 0 ? rows : [['']]).map((row) => [`${number}${ended}`, ...row]);
}

/** All connectors in one table, then what went wrong with the end of its log, then a line that counts. */
export function presentReports(reports: readonly RunReport[], seconds: number): string {
  const rows = reports.flatMap(reportRows);
  return [
    table(['Example', 'Result', 'Table', 'Rows', 'Written by each sync', 'Time'], rows),
    ...reports.filter(isBad).map(presentFailure),
    `${summaryOf(reports)}, in ${Math.round(seconds)} s\n`,
  ].join('');
}

function reportRows(report: RunReport): string[][] {
  const { result, syncs, seconds, reasons } = report;
  const head = [nameOf(report), isBad(report) ? result.toUpperCase() : result];
  if (syncs.length === 0) return [[...head, reasons.join('; ')]];
  const tables = Object.entries(syncs.at(-1)?.tables ?? {}).map(([name, { rows }]) => [
    name,
    String(rows),
    syncs.map((sync) => sync.tables[name]?.written ?? 0).join(', '),
  ]);
  const [first = ['', '', ''], ...others] = tables;
  return [[...head, ...first, `${seconds.toFixed(1)} s`], ...others.map((other) => ['', '', ...other])];
}

function presentFailure(report: RunReport): string {
  return [
    `\n${nameOf(report)}\n`,
    ...report.reasons.map((reason) => `- ${reason}\n`),
    ...endOfLog(report),
    ...keptIn(report),
    '\n',
  ].join('');
}

function endOfLog({ syncs }: RunReport): string[] {
  const lines = syncs.at(-1)?.log.trimEnd().split('\n').slice(-LAST_LINES) ?? [];
  return lines.map((line) => `    ${line}\n`);
}

/** `70 connectors: 62 as expected, 3 unknown` */
function summaryOf(reports: readonly RunReport[]): string {
  const counts = Object.entries(countResults(reports)).map(([result, count]) => `${count} ${result}`);
  return `${reports.length} connectors: ${counts.join(', ')}`;
}

function countResults(reports: readonly RunReport[]): Partial<Record<Result, number>> {
  const counts: Partial<Record<Result, number>> = {};
  for (const { result } of reports) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}

function nameOf({ example, folder }: RunReport): string {
  return example ?? folder;
}

function keptIn({ scratch }: RunReport): string[] {
  return scratch === undefined ? [] : [`Kept in ${scratch}\n`];
}

/** The same for machines: the log only where something went wrong. */
export function presentAsJson(
  reports: readonly RunReport[],
  about: { readonly sdk: string; readonly truth: object; readonly seconds: number },
): string {
  const runs = reports.map((report) => ({
    ...report,
    syncs: report.syncs.map(({ log, ...sync }) => ({ ...sync, ...(isBad(report) && { log }) })),
  }));
  return `${JSON.stringify({ ...about, results: countResults(reports), runs }, null, 2)}\n`;
}
