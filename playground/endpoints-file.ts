import { readFile } from 'node:fs/promises';
import { PlaygroundError } from '../core/playground-error.ts';
import { claimant } from './claim.ts';
import { readContainersFile } from './containers-file.ts';
import type { StartedEndpoints } from './manifests.ts';
import { parseEndpoints } from './parse-endpoints.ts';
import { type RunningFile, readRunningFile } from './running-file.ts';

export const endpointsFile: RunningFile<StartedEndpoints> = { name: 'endpoints.json', parse: parseEndpoints };

/**
 * Reads where the playground of a folder is: the one that runs there, else the containers that it describes.
 *
 * @throws PlaygroundError `ERR_NOT_STARTED` when none runs there, `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readEndpointsFile(directory: string): Promise<StartedEndpoints> {
  const owner = await claimant(directory);
  const endpoints =
    owner === undefined
      ? await readContainersFile(directory)
      : ((await readRunningFile(directory, endpointsFile)) ?? (await readContainersFile(directory)));
  if (endpoints) return endpoints;
  throw new PlaygroundError(
    'ERR_NOT_STARTED',
    `No playground runs in ${directory}. Start one with: playground up`,
  );
}

/**
 * Reads the endpoints of a playground from any file: for a client that reaches its services by other
 * addresses, as programs outside of a container do.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file
 */
export async function readOtherEndpoints(file: string): Promise<StartedEndpoints> {
  try {
    return parseEndpoints(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = (error as Error).message;
    throw new PlaygroundError('ERR_BAD_OPTION', `${file} has no endpoints: ${reason}`, { cause: error });
  }
}
