import path from 'node:path';
import type { HeldTables } from '../../connectors/held-tables.ts';
import { worldTime } from '../../playground/clock/world-time.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import type { Finding, TableReport } from '../../verify/report/report.ts';
import { verify } from '../../verify/verify.ts';
import type { Workbench } from './workbench.ts';

/**
 * How the rows in the destination of a project differ from those of the world, a sentence for each cause; none when they
 * do not.
 *
 * @param held which tables are compared, and with what
 */
export async function valueDifferences(
  project: string,
  held: HeldTables,
  { sdk, truth, journal, directory }: Workbench,
): Promise<string[]> {
  if (Object.keys(held).length === 0) return [];
  const place = path.join(project, 'files/warehouse.db');
  await using destination = await openDestination({ kind: 'duckdb', place, python: sdk.python });
  const now = await worldTime(await readControlUrl(directory));
  const options = { world: truth, now, file: { tables: held }, ...(journal && { journal }) };
  const { tables, findings } = await verify(destination, options);
  const compared = tables.filter((table) => held[nameOf(table.destination)] !== undefined);
  return [
    ...compared.flatMap(notCompared),
    ...findings.filter(({ table }) => held[nameOf(table)] !== undefined).map(present),
  ];
}

function notCompared({ destination, source, ...table }: TableReport): string[] {
  return source === null && 'reason' in table ? [`${nameOf(destination)}: ${table.reason}`] : [];
}

function present({ table, kind, cause, count, examples: [example = cause] }: Finding): string {
  const isColumn = kind === 'column' || kind === 'loss';
  return `${nameOf(table)}: ${isColumn ? example : `${count} ${kind} (${cause}): ${example}`}`;
}

/** `user` for `tester.user`. */
function nameOf(table: string): string {
  return table.slice(table.indexOf('.') + 1);
}
