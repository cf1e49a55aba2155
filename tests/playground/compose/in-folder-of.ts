import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../cli/program.ts';
import { writeContainersFile } from '../../../playground/containers-file.ts';
import { writeContainersTruth } from '../../../playground/containers-truth.ts';
import type { StartedEndpoints } from '../../../playground/manifests.ts';
import type { Truth } from '../../../playground/truth.ts';
import { testTerminal } from '../../support/test-terminal.ts';

/**
 * Runs a command in a folder that was copied from containers.
 *
 * @returns its exit code, what it printed, and what it said of errors
 */
export async function inFolderOf(
  endpoints: StartedEndpoints,
  truth: Truth | undefined,
  ...argv: readonly string[]
): Promise<[code: number, output: string, errors: string]> {
  await using terminal = await testTerminal();
  const directory = join(terminal.directory, 'playground');
  await mkdir(directory);
  writeContainersFile(directory, endpoints);
  await writeContainersTruth(directory, truth);
  return [await run([...argv, '--directory', directory], terminal), terminal.output, terminal.errors];
}
