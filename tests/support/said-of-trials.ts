import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../cli/program.ts';
import { syncingSdk } from './syncing-sdk.ts';
import { type TestTerminal, testTerminal } from './test-terminal.ts';

/** The example whose configuration the connectors of tests have. */
export const TRIED_AS = '4_only_what_changed';

/** What `playground test` says of a connector with this habit (see {@link syncingSdk}). */
export async function said(habit: string, ...argv: readonly string[]) {
  return await saidWith({}, habit, ...argv);
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly verifyFile?: string;
}

export async function saidWith({ env, verifyFile }: Surroundings, habit: string, ...argv: readonly string[]) {
  await using terminal = await testTerminal(env);
  const project = await triedProject(terminal, habit);
  if (verifyFile !== undefined)
    await writeFile(path.join(terminal.directory, 'project/verify.yaml'), verifyFile);
  return await project.said(...argv);
}

/** A project in the folder of a terminal, that may be tried several times. */
export async function triedProject(terminal: TestTerminal, habit: string) {
  const venv = await syncingSdk(path.join(terminal.directory, 'venv'));
  const project = path.join(terminal.directory, 'project');
  await mkdir(project);
  await writeFile(path.join(project, 'connector.py'), `# ${habit}\n`);
  const given = ['project', '--as', TRIED_AS, '--venv', venv];
  return {
    given,
    /** What one command says. */
    async said(...argv: readonly string[]) {
      const [before, errorsBefore] = [terminal.output.length, terminal.errors.length];
      const code = await run(['test', ...given, ...argv], terminal);
      const junit = await readFile(path.join(terminal.directory, 'junit.xml'), 'utf8').catch(() => undefined);
      return {
        code,
        output: terminal.output.slice(before),
        errors: terminal.errors.slice(errorsBefore),
        junit,
      };
    },
  };
}
