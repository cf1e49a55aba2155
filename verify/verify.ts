import { isLiving } from '../fixtures/living/world-plan.ts';
import type { World } from '../fixtures/world.ts';
import { reportCard } from './card/report-card.ts';
import type { Asked, SyncJournal } from './causes/asked.ts';
import { caseFileOf } from './causes/case-file.ts';
import type { FindCause } from './causes/cause.ts';
import { type Sync, type SyncStart, syncsIn } from './causes/syncs.ts';
import { isAskedFor } from './causes/tables-asked.ts';
import { windowOf } from './causes/window-of.ts';
import { compareTable } from './compare/compare-table.ts';
import type { Difference } from './compare/difference.ts';
import { pointInTime, type Window } from './compare/window.ts';
import type { Destination, DestinationTable } from './destination.ts';
import { noSuchTable, noSync } from './errors.ts';
import { givenFor } from './mapping/given.ts';
import { mapTable } from './mapping/map-table.ts';
import { isSameTable } from './mapping/same-name.ts';
import { tablesOfSources } from './mapping/system-tables.ts';
import type { TableMapping } from './mapping/table-mapping.ts';
import { NOTHING_GIVEN, type VerifyFile } from './mapping/verify-file.ts';
import { columnFindings, columnReport } from './report/column-findings.ts';
import { Findings } from './report/findings.ts';
import { presentInstant } from './report/present-key.ts';
import type { ComparedTable, Finding, Result, TableReport, VerifyReport } from './report/report.ts';
import { type WorldOptions, worldOf } from './world-options.ts';

export interface VerifyOptions {
  readonly world: WorldOptions;
  /** What is known of the mapping. Default: nothing. */
  readonly file?: VerifyFile;
  /** What connectors asked for. Default: nothing is known of that. */
  readonly journal?: SyncJournal;
  /** When syncs began. Default: a pause of 30 seconds in the time of the world is between two. */
  readonly syncs?: readonly SyncStart[];
  /** The scenario in which the destination was filled, which tells its findings from those of another. Default: none. */
  readonly scenario?: string;
  /** What explains rows that are wrong, the first that fits. Default: all that is known. */
  readonly causes?: readonly FindCause[];
  /** Whether it is judged how the connector has asked. Default: no. */
  readonly hasCard?: boolean;
  /** When the sync looked at the source. Default: what the journal says of the last sync. */
  readonly window?: Window;
  /** The time of the world now (ms since 1970), for a world in which nothing happens and nobody asked, and for who must say when. */
  readonly now: number;
  /** Only these tables of the destination. Default: all. */
  readonly tables?: readonly string[];
  /** Is given every row that is not as it should be. */
  readonly onDifference?: (mapping: TableMapping, difference: Difference) => void;
}

/**
 * Compares a destination with the world as it was when the last sync looked at it. Rows are read once, and none is kept.
 *
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` where nobody can tell when a sync looked at a world that lives, and what reading
 *   the destination throws; `ERR_BAD_OPTION` for a table or a column that there is not
 */
export async function verify(destination: Destination, options: VerifyOptions): Promise<VerifyReport> {
  const world = worldOf(options.world);
  const asked = (await options.journal?.entries()) ?? undefined;
  const syncs = syncsIn(asked ?? [], options.syncs);
  const window = windowFor(options, syncs);
  const tables: TableReport[] = [];
  const findings: Finding[] = [];
  for (const table of chosenTables(await destination.tables(), options.tables)) {
    const compared = await verifyTable(table, { ...options, world, asked, syncs, window });
    tables.push(compared.table);
    findings.push(...compared.findings);
  }
  return {
    version: 1,
    result: resultOf(tables),
    journal: asked ? journalOf(asked, syncs) : null,
    destination: { name: destination.name, kind: destination.kind },
    world: options.world,
    window: { from: presentInstant(window.from), to: presentInstant(window.to) },
    tables,
    findings,
    ...(options.hasCard && { card: reportCard(asked ?? [], syncs, world) }),
  };
}

function journalOf(asked: readonly Asked[], syncs: readonly Sync[]): VerifyReport['journal'] {
  return { syncs: syncs.length, requests: asked.length, faults: asked.filter(({ fault }) => fault).length };
}

interface TableTask extends Pick<VerifyOptions, 'file' | 'scenario' | 'causes' | 'onDifference'> {
  readonly world: World;
  readonly asked: readonly Asked[] | undefined;
  readonly syncs: readonly Sync[];
  readonly window: Window;
}

async function verifyTable(
  table: DestinationTable,
  { file = NOTHING_GIVEN, scenario, causes, onDifference, world, asked, syncs, window }: TableTask,
): Promise<{ readonly table: TableReport; readonly findings: readonly Finding[] }> {
  const mapping = await mapTable(table, givenFor(file, table.name), world, {
    at: window.to,
    wasRead: (source) => isAskedFor(asked, source),
  });
  if ('reason' in mapping) {
    return { table: { destination: table.name, source: null, reason: mapping.reason }, findings: [] };
  }
  const caseFile = caseFileOf(mapping, asked, syncs, window);
  const findings = new Findings(caseFile, scenario, causes);
  const comparison = await compareTable(mapping, window, (difference) => {
    findings.add(difference);
    onDifference?.(mapping, difference);
  });
  const found = [...findings.end(), ...columnFindings(mapping, comparison, caseFile)];
  const compared: ComparedTable = {
    destination: table.name,
    source: mapping.source.name,
    result: found.length === 0 ? 'equal' : 'differs',
    mapping: presentMapping(mapping),
    ...comparison.counts,
    columns: [...comparison.columns, ...comparison.faulty].map(columnReport),
  };
  return { table: compared, findings: found };
}

function presentMapping({
  key,
  columns,
  table,
  unmapped,
  absent,
  isPart,
}: TableMapping): ComparedTable['mapping'] {
  return {
    key: Object.fromEntries(key.map(({ place, column }) => [table.columns[place]?.name ?? '', column.name])),
    columns: Object.fromEntries(columns.map(({ column, source }) => [column.name, source.name])),
    unmapped,
    absent,
    rows: isPart ? 'part' : 'all',
  };
}

function windowFor({ window, now, journal, world }: VerifyOptions, syncs: readonly Sync[]): Window {
  if (window) return window;
  const found = windowOf(syncs.at(-1)?.requests ?? []);
  if (found) return found;
  if (isLiving(world.world)) throw noSync(journal !== undefined, now);
  return pointInTime(now);
}

function chosenTables(
  tables: readonly DestinationTable[],
  names: readonly string[] | undefined,
): readonly DestinationTable[] {
  const all = tablesOfSources(tables);
  if (names === undefined) return all;
  return names.map((name) => {
    const found =
      all.find((table) => table.name === name) ?? all.find((table) => isSameTable(table.name, name));
    if (found) return found;
    throw noSuchTable(
      name,
      all.map((table) => table.name),
    );
  });
}

function resultOf(tables: readonly TableReport[]): Result {
  const compared = tables.filter((table): table is ComparedTable => table.source !== null);
  if (compared.length === 0) return 'nothing to compare';
  return compared.every(({ result }) => result === 'equal') ? 'equal' : 'differs';
}
