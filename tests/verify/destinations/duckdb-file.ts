import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { preparePython } from '../../support/python-environment.ts';

const run = promisify(execFile);

const WRITE = `
import sys, duckdb
with duckdb.connect(sys.argv[1]) as database:
    database.execute(sys.stdin.read())
`;
const HOLD = `
import sys, duckdb
database = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
`;

/** A Python with the DuckDB of the Connector SDK. */
export function pythonWithDuckdb(): Promise<string> {
  return preparePython('duckdb', path.join(import.meta.dirname, 'requirements.txt'));
}

/** Runs statements in a file, which is made if it is not there. */
export async function writeDuckdb(python: string, file: string, sql: string): Promise<void> {
  const written = run(python, ['-c', WRITE, file]);
  written.child.stdin?.end(sql);
  await written;
}

/** Opens a file for writing, as a running sync does, and says which process has it. */
export async function holdDuckdb(
  python: string,
  file: string,
): Promise<AsyncDisposable & { readonly pid: number | undefined }> {
  const child = spawn(python, ['-c', HOLD, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
