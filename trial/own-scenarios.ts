import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PlaygroundError } from '../core/playground-error.ts';
import { parseScenario } from './parse-scenario.ts';
import { LAST_OF_CATALOGUE, numberedName, type Scenario } from './scenario.ts';

const YAML = /\.ya?ml$/;

/** A scenario with the file that it is in. */
export interface OwnScenario {
  readonly scenario: Scenario;
  /** As it was asked for. */
  readonly file: string;
}

/**
 * Scenarios that are not of the catalogue: of files, and of all YAML files in folders.
 *
 * @param asked files and folders, as they were given
 * @param directory to which they are relative
 * @param catalogue whose numbers nothing else may have
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file, and the line and the column of what is wrong in it
 */
export async function readOwnScenarios(
  asked: readonly string[],
  directory: string,
  catalogue: readonly Scenario[],
): Promise<readonly OwnScenario[]> {
  const files = (await Promise.all(asked.map((one) => filesIn(one, directory)))).flat();
  return await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.resolve(directory, file), 'utf8').catch((error: Error) => {
        throw badOption(`${file} cannot be read: ${error.message}.`);
      });
      const scenario = parseScenario(text, file);
      requireOwnNumber(scenario, file, catalogue);
      return { scenario, file };
    }),
  );
}

async function filesIn(asked: string, directory: string): Promise<readonly string[]> {
  const at = path.resolve(directory, asked);
  const found = await stat(at).catch((error: Error) => {
    throw badOption(`${asked} cannot be read: ${error.message}.`);
  });
  if (!found.isDirectory()) return [asked];
  const files = (await readdir(at)).filter((file) => YAML.test(file)).sort();
  if (files.length === 0) throw badOption(`${asked} has no scenarios: no file in it ends in .yaml.`);
  return files.map((file) => path.join(asked, file));
}

/** A smaller form of a scenario of the catalogue has its number and its name. */
function requireOwnNumber(scenario: Scenario, file: string, catalogue: readonly Scenario[]): void {
  const { number, name } = scenario;
  if (number === undefined || number > LAST_OF_CATALOGUE) return;
  const taken = catalogue.find((one) => one.number === number);
  if (taken?.name === name) return;
  const whose = taken
    ? `${number} is ${taken.name}`
    : `numbers up to ${LAST_OF_CATALOGUE} are the catalogue's`;
  throw badOption(
    `${file}.number cannot be that of '${numberedName(scenario)}': ${whose}. Leave it out, or take one from ${LAST_OF_CATALOGUE + 1} on.`,
  );
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}
