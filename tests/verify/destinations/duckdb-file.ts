import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { preparePython } from '../../support/python-environment.ts';

const WRITE = `
import os, signal, sys, duckdb
with duckdb.connect(sys.argv[1]) as database:
    database.execute(sys.stdin.read())
    if sys.argv[2] == "killed":
        print("done", flush=True)
        signal.pause()
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

/**
 * Runs statements in a file, which is made if it is not there.
 *
 * @param isKilled before it has closed the file
 */
export async function writeDuckdb(
  python: string,
  file: string,
  sql: string,
  { isKilled = false } = {},
): Promise<void> {
  const argv = ['-c', WRITE, file, isKilled ? 'killed' : 'closed'];
  const child = spawn(python, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  child.stdin.end(sql);
  if (isKilled) {
    await Promise.race([once(child.stdout, 'data'), ended]);
    child.kill('SIGKILL');
  }
  const [exitCode, signal] = await ended;
  if (isKilled ? signal !== 'SIGKILL' : exitCode !== 0)
    throw new Error(`Python ended with ${exitCode ?? signal}`);
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
