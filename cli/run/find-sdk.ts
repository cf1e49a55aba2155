import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlaygroundError } from '../../core/playground-error.ts';
import { packageFile } from '../package-file.ts';
import type { Terminal } from '../terminal.ts';
import { remedyFor, unsupported } from './sdk-versions.ts';

const exec = promisify(execFile);

/** An installed Connector SDK. */
export interface Sdk {
  /** The program `fivetran`. */
  readonly program: string;
  /** The interpreter that runs it. */
  readonly python: string;
  readonly version: string;
  /** Where this user's own packages are, which would be lost with another `HOME`. */
  readonly userBase: string;
}

/** Says what there is, on one line of JSON. Versions before 3 bring no DuckDB. */
const PROBE = `
import importlib.metadata, json, site
version = importlib.metadata.version('fivetran-connector-sdk')
if int(version.split('.')[0]) >= 3:
    import duckdb
print(json.dumps({'version': version, 'userBase': site.getuserbase()}))
`;

/**
 * Finds `fivetran`, and the interpreter that runs it: only that one is sure to have the DuckDB that wrote a
 * destination.
 *
 * @param environment the folder of a Python virtual environment; undefined: whatever is on the PATH
 * @throws PlaygroundError `ERR_BAD_OPTION` with the way to an environment that will do: also for a version that is not
 *   supported
 */
export async function findSdk(env: Terminal['env'], environment?: string): Promise<Sdk> {
  const program = await findProgram(env, environment);
  if (program === undefined) {
    const where = environment === undefined ? 'on the PATH' : `in ${path.join(environment, 'bin')}`;
    throw new PlaygroundError('ERR_BAD_OPTION', `There is no program fivetran ${where}. ${wayOut()}`);
  }
  const python = await interpreterOf(program, pathFolders(env));
  const sdk = { program, python, ...(await probe(program, python, env)) };
  const reason = unsupported(sdk.version);
  if (reason === undefined) return sdk;
  throw new PlaygroundError('ERR_BAD_OPTION', `${program}: ${reason} ${remedyFor(python)}`);
}

async function probe(
  program: string,
  python: string,
  env: Terminal['env'],
): Promise<Pick<Sdk, 'version' | 'userBase'>> {
  try {
    const { stdout } = await exec(python, ['-c', PROBE], { env: { ...env, PYTHONWARNINGS: 'ignore' } });
    return JSON.parse(stdout) as Pick<Sdk, 'version' | 'userBase'>;
  } catch (cause) {
    const said = (cause as Error).message.trim().split('\n').at(-1);
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${program} is run by ${python}, which has no usable fivetran-connector-sdk with duckdb (${said}). ${wayOut()}`,
      { cause },
    );
  }
}

/** The program `fivetran`; undefined when there is none. */
export function findProgram(env: Terminal['env'], environment?: string): Promise<string | undefined> {
  const folders = environment === undefined ? pathFolders(env) : [path.join(environment, 'bin')];
  return firstProgram(folders.map((folder) => path.join(folder, 'fivetran')));
}

/** How to get everything that the public examples import. */
function wayOut(): string {
  return `Make an environment with: python3 -m venv .venv && .venv/bin/pip install -r ${packageFile('workbench/requirements.txt')}; then add --venv .venv`;
}

function pathFolders(env: Terminal['env']): string[] {
  return (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

async function firstProgram(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    if (await canBeRun(file)) return path.resolve(file);
  }
  return undefined;
}

function canBeRun(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Installers write `#!/path/to/python`, or where that path is too long for it, a shell line with `'''exec' "…"`. */
async function interpreterOf(program: string, folders: readonly string[]): Promise<string> {
  const [first = '', second = ''] = (await readFile(program, 'latin1')).split('\n', 2);
  const direct = /^#!\s*(\S*python[\d.]*)\s*$/.exec(first)?.[1];
  const wrapped = /^'''exec' "?([^"]*?python[\d.]*)"? /.exec(second)?.[1];
  const named = /^#!\s*\S*\/env\s+(python[\d.]*)\s*$/.exec(first)?.[1];
  const beside = path.join(path.dirname(program), 'python3');
  if (direct !== undefined || wrapped !== undefined) return direct ?? wrapped ?? beside;
  const candidates = [path.dirname(program), ...folders].map((folder) =>
    path.join(folder, named ?? 'python3'),
  );
  return (await firstProgram(candidates)) ?? beside;
}
