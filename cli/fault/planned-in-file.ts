import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../core/faults/fault.ts';
import { parseFaults } from '../../core/faults/parse-fault.ts';
import { mapOf } from '../../core/faults/written.ts';
import { presentFault, type WrittenFault } from '../../core/faults/written-fault.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { readWritten } from '../../sources/read/read-written.ts';
import { filledIn } from '../../trial/fill-in.ts';
import { parseScenario } from '../../trial/parse-scenario.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { numberedName, type Scenario } from '../../trial/scenario.ts';
import { packageFile } from '../package-file.ts';
import type { Terminal } from '../terminal.ts';

/** What most connectors read, by whatever route. */
const DEFAULT_ROUTE = 'people';

/**
 * The faults that a YAML file has: one, a list of them, a list called `plan`, or a scenario with its plan.
 *
 * @param route what `$route` stands for in the plan of a scenario
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file and what is wrong with it, with line and column
 */
export async function faultsInFile(
  file: string,
  { directory }: Pick<Terminal, 'directory'>,
  route?: string,
): Promise<readonly WrittenFault[]> {
  const text = await readFile(path.resolve(directory, file), 'utf8').catch((error: Error) => {
    throw badOption(`${file} cannot be read: ${error.message}.`);
  });
  const own = readWritten(text, file, (value) =>
    isMapWith('scenario', value) ? undefined : planIn(value, file),
  );
  return own?.map(presentFault) ?? planOf(parseScenario(text, file), route);
}

/** The same of a scenario of the catalogue. */
export async function faultsOfScenario(
  asked: string,
  route: string | undefined,
): Promise<readonly WrittenFault[]> {
  const [scenario] = chosenScenarios(await readScenarios(packageFile('scenarios')), [asked]);
  return planOf(scenario as Scenario, route);
}

/** Entries for what else a connector may read are left out, as in a trial. */
function planOf({ plan, ...scenario }: Scenario, route = DEFAULT_ROUTE): readonly WrittenFault[] {
  const name = numberedName(scenario);
  if (plan.length === 0) throw badOption(`In ${name} nothing goes wrong: it has no plan.`);
  const filled = filledIn(plan, { $route: route });
  if (filled.length > 0) return filled.map(presentFault);
  throw badOption(
    `The plan of ${name} is about ${JSON.stringify(plan[0]?.on)}, and only a trial knows what that stands for. ` +
      'Run playground test, or add the fault with --on and --do.',
  );
}

/** What stands in a file that is no scenario. */
function planIn(value: unknown, file: string): readonly Fault[] {
  return isMapWith('plan', value) ? (onlyPlan(value, file).plan ?? []) : parseFaults(value, file);
}

const onlyPlan = mapOf<{ plan: readonly Fault[] }>({ plan: parseFaults });

function isMapWith(property: string, value: unknown): boolean {
  return typeof value === 'object' && value !== null && property in value;
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}
