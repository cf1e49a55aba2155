import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';
import { claimant } from './claim.ts';
import { readContainersFile } from './containers-file.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';

const FILE = 'endpoints.json';

/** Where the services of a running playground are, by service. */
export type StartedEndpoints = Partial<EndpointsByService>;

/** Writes the endpoints into the playground's folder, whole or not at all, readable by its owner only. */
export async function writeEndpointsFile(
  directory: string,
  endpoints: StartedEndpoints,
): Promise<() => Promise<void>> {
  const file = path.join(directory, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return () => rm(file, { force: true });
}

/**
 * Reads where the playground of a folder is: the one that runs there, else the containers that it describes.
 *
 * @throws PlaygroundError `ERR_NOT_STARTED` when none runs there
 */
export async function readEndpointsFile(directory: string): Promise<StartedEndpoints> {
  const owner = await claimant(directory);
  const text = await readFile(path.join(directory, FILE), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (owner === undefined || text === undefined) {
    const containers = await readContainersFile(directory);
    if (containers) return containers;
    throw new PlaygroundError(
      'ERR_NOT_STARTED',
      `No playground runs in ${directory}. Start one with: playground up`,
    );
  }
  return JSON.parse(text) as StartedEndpoints;
}

/**
 * Reads the endpoints of a playground from any file: as they are for somebody to whom its services have other
 * addresses, as those of a container have for programs outside of it.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file
 */
export async function readOtherEndpoints(file: string): Promise<StartedEndpoints> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as StartedEndpoints;
  } catch (error) {
    const reason = (error as Error).message;
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} has no endpoints: ${reason}`, { cause: error });
  }
}
