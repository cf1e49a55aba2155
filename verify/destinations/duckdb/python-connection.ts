import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { duckdbFailed } from '../errors.ts';
import { completeLines } from '../files/complete-lines.ts';
import { type CsvField, csvRecords } from '../files/csv-records.ts';
import type { DuckdbConnection } from './duckdb-connection.ts';
import { PYTHON_PROGRAM } from './python-program.ts';

/** Asks by a Python that has the module `duckdb`: a process for each query, which writes CSV. */
export function pythonConnection(python: string, file: string): DuckdbConnection {
  return {
    rows: (query) => pythonRows(python, file, query),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Whether an interpreter can import `duckdb`. */
export async function hasDuckdb(python: string): Promise<boolean> {
  const child = spawn(python, ['-c', 'import duckdb'], { stdio: 'ignore', env: environment() });
  try {
    const [exitCode] = await once(child, 'exit');
    return exitCode === 0;
  } catch {
    // There is no such program.
    return false;
  }
}

async function* pythonRows(python: string, file: string, query: string): AsyncGenerator<CsvField[][]> {
  const child = spawn(python, ['-c', PYTHON_PROGRAM, file, query], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
  const ended = once(child, 'close');
  // It is awaited below; whoever stops reading earlier does not ask.
  ended.catch(() => undefined);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
  });
  try {
    yield* csvRecords(completeLines(child.stdout, file), file);
    const [exitCode] = await ended;
    if (exitCode !== 0) throw duckdbFailed(file, said.trim());
  } finally {
    child.kill('SIGKILL');
  }
}

/** Without it, Python would import a file of the current folder that is called as one of its own modules. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONSAFEPATH: '1', PYTHONWARNINGS: 'ignore' };
}
