import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Configuration } from '../../connectors/example.ts';
import { hasCode } from '../../core/playground-error.ts';

/** Where the SDK looks for the configuration of a project. */
export function configurationFile(project: string): string {
  return path.join(project, 'configuration.json');
}

/** Makes the configuration of a project, whatever it came with: that of a public example is placeholders. */
export async function writeConfiguration(project: string, configuration: Configuration): Promise<void> {
  const file = configurationFile(project);
  // What was copied may be read-only.
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 });
}

/** Changes some values of the configuration of a project. */
export async function changeConfiguration(project: string, changed: Configuration): Promise<void> {
  await writeConfiguration(project, { ...(await readConfiguration(project)), ...changed });
}

/** The configuration of a project; without a file it has an empty one. */
export async function readConfiguration(project: string): Promise<Configuration> {
  const text = await readFile(configurationFile(project), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '{}';
    throw error;
  });
  return JSON.parse(text) as Configuration;
}
