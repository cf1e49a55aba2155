import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { parseScenario } from './parse-scenario.ts';
import { type Scenario, shownNumber } from './scenario.ts';

/** What a file of the catalogue says, though another need not. */
const DESCRIBED = ['number', 'title', 'why', 'needs'] as const;

/**
 * The scenarios of the catalogue, by number.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a file that is wrong, that does not say what it is about, or that is not called
 *   by its number and its name
 */
export async function readScenarios(folder: string): Promise<readonly Scenario[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return await Promise.all(files.map((file) => readOne(folder, file)));
}

async function readOne(folder: string, file: string): Promise<Scenario> {
  const scenario = parseScenario(await readFile(path.join(folder, file), 'utf8'), `scenarios/${file}`);
  const lacking = DESCRIBED.find((property) => isMissing(scenario, property));
  if (lacking) throw new PlaygroundError('ERR_BAD_OPTION', `scenarios/${file} must say '${lacking}'.`);
  const called = `${shownNumber(scenario)}-${scenario.name}.yaml`;
  if (called === file) return scenario;
  throw new PlaygroundError('ERR_BAD_OPTION', `scenarios/${file} must be called ${called}, by what it says.`);
}

function isMissing(scenario: Scenario, property: (typeof DESCRIBED)[number]): boolean {
  if (property === 'title') return scenario.title === scenario.name;
  return !scenario[property]?.toString();
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
  const last = all.at(-1)?.number;
  const numbered = last === all.length ? `; they are numbered from 1 to ${last}` : '';
  return new PlaygroundError('ERR_BAD_OPTION', `There is no scenario '${asked}'${numbered}.${near}`);
}

function numberIn(asked: string): number | undefined {
  return /^\d{1,4}$/.test(asked) ? Number(asked) : undefined;
}
