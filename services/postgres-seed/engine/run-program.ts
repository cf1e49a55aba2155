import { startGuarded } from './guarded-program.ts';
import type { StartProgram } from './program.ts';

/** Runs a program to its end, which an abort brings about at once; resolves with its exit code and all it wrote. */
export function runProgram(
  start: StartProgram,
  file: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  const { child, end } = startGuarded(start, file, args, cwd);
  signal.addEventListener('abort', end);
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  }).finally(() => signal.removeEventListener('abort', end));
}
