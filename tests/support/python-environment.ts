import { execFile } from 'node:child_process';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** Exits with 0 only when exactly the pinned packages are there. */
const HAS_REQUIREMENTS = `
import importlib.metadata, sys
for line in open(sys.argv[1]):
    name, _, version = line.strip().partition("==")
    assert line.startswith("#") or importlib.metadata.version(name) == version
`;

/**
 * Finds the Python in which packages are installed, and makes it on first use. Two tests may do so at once.
 *
 * @param name of the environment
 * @param requirements the path of a file with pinned packages
 * @returns the path of the interpreter
 * @throws Error with one sentence when there is no Python 3.10 or the package index cannot be reached
 */
export async function preparePython(name: string, requirements: string): Promise<string> {
  const environment = path.join(CACHE, name);
  const python = interpreterOf(environment);
  const isReady = () => succeeds(python, ['-c', HAS_REQUIREMENTS, requirements]);
  if (await isReady()) return python;
  const made = `${environment}-${process.pid}`;
  const system = await findSystemPython();
  await attempt('the virtual environment could not be made', system, ['-m', 'venv', made]);
  await attempt(`${path.relative('.', requirements)} could not be installed`, interpreterOf(made), [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'],
    ...['--requirement', requirements],
  ]);
  if (await isReady()) await rm(made, { recursive: true });
  else await replaceFolder(made, environment);
  return python;
}

/** An interpreter finds its packages from where it is, so its folder may be renamed. Programs name it in their first line. */
async function replaceFolder(made: string, environment: string): Promise<void> {
  await nameInterpreter(made, environment);
  await rm(environment, { recursive: true, force: true });
  await rename(made, environment);
}

async function nameInterpreter(made: string, environment: string): Promise<void> {
  const programs = path.dirname(interpreterOf(made));
  const before = `#!${programs}${path.sep}`;
  for (const name of await readdir(programs)) {
    const file = path.join(programs, name);
    const text = await readFile(file, 'latin1').catch(() => '');
    if (!text.startsWith(before)) continue;
    const after = `#!${path.dirname(interpreterOf(environment))}${path.sep}`;
    await writeFile(file, after + text.slice(before.length), 'latin1');
  }
}

function interpreterOf(environment: string): string {
  return path.join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

async function findSystemPython(): Promise<string> {
  for (const command of ['python3', 'python']) {
    if (await succeeds(command, ['-c', 'import sys, venv; assert sys.version_info >= (3, 10)']))
      return command;
  }
  throw new Error('there is no Python 3.10 or later with the module venv');
}

async function succeeds(command: string, parameters: readonly string[]): Promise<boolean> {
  return run(command, parameters).then(
    () => true,
    () => false,
  );
}

async function attempt(failure: string, command: string, parameters: readonly string[]): Promise<void> {
  try {
    await run(command, parameters, { timeout: 180_000 });
  } catch (error) {
    const lines = (error as { stderr?: string }).stderr?.trim().split('\n') ?? [];
    throw new Error(`${failure}: ${lines.at(-1) || (error as Error).message}`, { cause: error });
  }
}
