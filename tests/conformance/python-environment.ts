import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = path.resolve(import.meta.dirname, '../..');
const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');
const ENVIRONMENT = path.join(ROOT, '.cache/peer');
const PYTHON = path.join(ENVIRONMENT, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** Exits with 0 only when exactly the pinned packages are there. */
const HAS_REQUIREMENTS = `
import importlib.metadata, sys
for line in open(sys.argv[1]):
    name, _, version = line.strip().partition("==")
    assert line.startswith("#") or importlib.metadata.version(name) == version
`;

/**
 * Finds the Python in which the original is installed, and makes it on first use.
 *
 * @returns the path of the interpreter
 * @throws Error with one sentence when there is no Python 3.10 or the package index cannot be reached
 */
export async function preparePython(): Promise<string> {
  if (await succeeds(PYTHON, ['-c', HAS_REQUIREMENTS, REQUIREMENTS])) return PYTHON;
  const system = await findSystemPython();
  await attempt('the virtual environment could not be made', system, ['-m', 'venv', ENVIRONMENT]);
  await attempt('fivetran-api-playground could not be installed', PYTHON, [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'],
    ...['--requirement', REQUIREMENTS],
  ]);
  return PYTHON;
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
