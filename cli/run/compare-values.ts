import type { HeldTables } from '../../connectors/expectation.ts';
import type { Window } from '../../verify/compare/window.ts';
import { isSameName, lastPart } from '../../verify/mapping/same-name.ts';
import type { VerifyFile } from '../../verify/mapping/verify-file.ts';
import { isOfColumn } from '../../verify/report/column-findings.ts';
import type { ComparedTable, Finding, TableReport, VerifyReport } from '../../verify/report/report.ts';
import { verifyFolder } from '../../verify/verify-folder.ts';
import type { Workbench } from './workbench.ts';

/** A project whose destination is looked at. */
export interface SyncedProject {
  readonly folder: string;
  /** When its last sync was, for a playground without a journal that would tell more. */
  readonly window: Window;
}

/**
 * How the rows in the destination of a project differ from those of the world, a sentence for each cause; none when they
 * do not.
 *
 * @param held which tables are compared, and with what
 */
export async function valueDifferences(
  project: SyncedProject,
  held: HeldTables,
  workbench: Workbench,
): Promise<string[]> {
  if (Object.keys(held).length === 0) return [];
  const { tables, findings } = await compare(project, workbench, { tables: held });
  const compared = tables.filter((table) => held[lastPart(table.destination)] !== undefined);
  return [
    ...compared.flatMap(notCompared),
    ...findings.filter(({ table }) => held[lastPart(table)] !== undefined).map(present),
  ];
}

/** How the tables of a connector of which nothing is known compare with those of the world that they seem to hold. */
export interface OwnComparison {
  /** `user = people`; none when no table holds rows of this world. */
  readonly compared: readonly string[];
  /** A sentence each. Columns that it leaves out, and what its types lose, are its own choice. */
  readonly differences: readonly string[];
}

/** The same for a connector of one's own: its tables are found by their values, or by its `verify.yaml`. */
export async function compareOwn(project: SyncedProject, workbench: Workbench): Promise<OwnComparison> {
  const { tables, findings } = await compare(project, workbench);
  const compared = tables.filter((table) => table.source !== null).filter(isSurely);
  const names = compared.map(({ destination }) => destination);
  return {
    compared: compared.map(({ destination, source }) => `${lastPart(destination)} = ${source}`),
    differences: findings
      .filter(
        ({ table, kind, cause }) => names.includes(table) && kind !== 'loss' && cause !== 'column-absent',
      )
      .map(present),
  };
}

/** @param file Left out: the project's own `verify.yaml`, if it has one. */
async function compare(
  { folder, window }: SyncedProject,
  { sdk, truth, journal }: Workbench,
  file?: VerifyFile,
): Promise<VerifyReport> {
  // The journal knows more exactly when; a connector that asked for nothing that is noted is not in it.
  const asked = await journal?.entries();
  const isNoted = asked !== undefined && asked.length > 0;
  return await verifyFolder(folder, sdk.python, {
    world: truth,
    now: window.to,
    ...(file && { file }),
    ...(asked && { journal: { entries: async () => asked } }),
    ...(!isNoted && { window }),
  });
}

/** Ids may be found by chance in a table that has nothing to do with them: half of its columns must be called as they are there. */
function isSurely({ mapping: { key, columns, unmapped } }: ComparedTable): boolean {
  const mapped = Object.entries({ ...key, ...columns });
  const named = mapped.filter(([name, source]) => isSameName(name, source));
  return named.length >= 2 && named.length * 2 >= mapped.length + unmapped.length;
}

function notCompared({ destination, source, ...table }: TableReport): string[] {
  return source === null && 'reason' in table ? [`${lastPart(destination)}: ${table.reason}`] : [];
}

function present({ table, kind, cause, count, examples: [example = cause] }: Finding): string {
  return `${lastPart(table)}: ${isOfColumn(kind) ? example : `${count} ${kind} (${cause}): ${example}`}`;
}
