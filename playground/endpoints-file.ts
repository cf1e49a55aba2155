import { readFile } from 'node:fs/promises';
import { PlaygroundError } from '../core/playground-error.ts';
import { claimant } from './claim.ts';
import { readContainersFile } from './containers-file.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';
import { readRunningFile, writeRunningFile } from './running-file.ts';

const FILE = 'endpoints.json';

/** Where the services of a running playground are, by service. */
export type StartedEndpoints = Partial<EndpointsByService>;

/** @returns a function that removes the file again */
export function writeEndpointsFile(
  directory: string,
  endpoints: StartedEndpoints,
): Promise<() => Promise<void>> {
  return writeRunningFile(directory, FILE, endpoints);
}

/**
 * Reads where the playground of a folder is: the one that runs there, else the containers that it describes.
 *
 * @throws PlaygroundError `ERR_NOT_STARTED` when none runs there
 */
export async function readEndpointsFile(directory: string): Promise<StartedEndpoints> {
  const owner = await claimant(directory);
  const endpoints = await readRunningFile(directory, FILE);
  if (owner === undefined || endpoints === undefined) {
    const containers = await readContainersFile(directory);
    if (containers) return containers;
    throw new PlaygroundError(
      'ERR_NOT_STARTED',
      `No playground runs in ${directory}. Start one with: playground up`,
    );
  }
  return endpoints as StartedEndpoints;
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
