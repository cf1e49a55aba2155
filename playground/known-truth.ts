import { readContainersTruth } from './containers-truth.ts';
import { readTruthFile, type Truth } from './truth.ts';

/**
 * The truth of the playground that runs in a folder, else of the containers that it describes; undefined when neither
 * tells.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readKnownTruth(directory: string): Promise<Truth | undefined> {
  return (await readTruthFile(directory)) ?? (await readContainersTruth(directory));
}
