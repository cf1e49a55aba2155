import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { parseScenario } from './parse-scenario.ts';
import { type Scenario, shownNumber } from './scenario.ts';

/**
 * The scenarios of a folder, by number.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a file that is wrong, or that is not called by its number and its name
 */
export async function readScenarios(folder: string): Promise<readonly Scenario[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return await Promise.all(files.map((file) => readOne(folder, file)));
}

async function readOne(folder: string, file: string): Promise<Scenario> {
  const scenario = parseScenario(await readFile(path.join(folder, file), 'utf8'), `scenarios/${file}`);
  const called = `${shownNumber(scenario)}-${scenario.name}.yaml`;
  if (called === file) return scenario;
  throw new PlaygroundError('ERR_BAD_OPTION', `scenarios/${file} must be called ${called}, by what it says.`);
}

/**
 * The scenarios that are meant by numbers or names; all of them where none is given.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for one that there is not
 */
export function chosenScenarios(
  all: readonly Scenario[],
  asked: readonly string[] = [],
): readonly Scenario[] {
  if (asked.length === 0) return all;
  return asked.map((one) => {
    const found = all.find((scenario) => scenario.name === one || scenario.number === numberIn(one));
    if (found) return found;
    throw unknownScenario(one, all);
  });
}

function unknownScenario(asked: string, all: readonly Scenario[]): PlaygroundError {
  const names = all.map(({ name }) => name);
  const near = numberIn(asked) === undefined ? ` Did you mean '${nearest(asked, names, 1)[0]}'?` : '';
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no scenario '${asked}'; they are numbered from 1 to ${all.at(-1)?.number}.${near}`,
  );
}

function numberIn(asked: string): number | undefined {
  return /^\d{1,4}$/.test(asked) ? Number(asked) : undefined;
}
