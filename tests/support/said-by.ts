import { run } from '../../cli/program.ts';
import { testTerminal } from './test-terminal.ts';

/** What a command says, and how it ends, in a folder: by default an empty one of its own. */
export async function saidBy(argv: readonly string[], directory?: string) {
  await using terminal = await testTerminal();
  const code = await run(argv, { ...terminal, ...(directory !== undefined && { directory }) });
  return { code, output: terminal.output, errors: terminal.errors };
}
