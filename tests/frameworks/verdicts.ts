import path from 'node:path';
import { run } from '../../cli/program.ts';
import { preparePython } from '../support/python-environment.ts';
import { testTerminal } from '../support/test-terminal.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples/other-frameworks');

/** How long pip may take for what is not installed yet. */
export const INSTALLING_MS = 400_000;
export const TRYING_MS = 240_000;

/** The folder of a Python environment with what a file of an example lists. */
export async function environmentOf(example: string, requirements = 'requirements.txt'): Promise<string> {
  const name = path.basename(requirements, '.txt').replace('requirements', example);
  const python = await preparePython(`frameworks/${name}`, path.join(EXAMPLES, example, requirements));
  return path.dirname(path.dirname(python));
}

interface Found {
  readonly what: string;
  readonly cause: string;
  readonly verdict: string;
}

interface Document {
  readonly scenarios: readonly {
    readonly number: number;
    readonly outcome: string;
    readonly findings?: readonly Found[];
  }[];
}

/** What `playground test` says of an example: by the number of the scenario the outcome, and what is lastingly wrong. */
export async function verdictsOn(
  example: string,
  programs: readonly string[],
  ...argv: readonly string[]
): Promise<{
  readonly code: number;
  readonly verdicts: Record<number, readonly string[]>;
  readonly said: string;
}> {
  const folders = [...programs.map((folder) => path.join(folder, 'bin')), process.env['PATH']];
  await using terminal = await testTerminal({ ...process.env, PATH: folders.join(path.delimiter) });
  const code = await run(['test', path.join(EXAMPLES, example), '--json', ...argv], terminal);
  const { scenarios } = (
    terminal.output === '' ? { scenarios: [] } : JSON.parse(terminal.output)
  ) as Document;
  const verdicts = scenarios.map(({ number, outcome, findings = [] }) => {
    const lasting = findings.filter(({ verdict }) => verdict === 'permanent');
    return [number, [outcome, ...lasting.map(({ what, cause }) => `${what} ${cause}`)]] as const;
  });
  return { code, verdicts: Object.fromEntries(verdicts), said: terminal.errors };
}
