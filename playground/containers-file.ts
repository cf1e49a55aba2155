import path from 'node:path';
import { damagedFile, find } from '../core/damaged-file.ts';
import { addressIn } from '../core/place.ts';
import { type StartedEndpoints, startedServices } from './manifests.ts';
import { writeOwnFile } from './own-file.ts';
import { parseEndpoints } from './parse-endpoints.ts';

/** No process needs to run in the folder of this file: containers keep running when the program that started them ends. */
const FILE = 'containers.json';

/** The fields that are paths of files. In the file they are relative to it, so that the folder can be copied. */
const PATHS = new Set(['path', 'caFile']);

export const CONTAINERS_REMEDY =
  'Copy it from the containers again (docker compose cp setup:/playground/host), or remove it if there are none.';

/** Writes the addresses of containers, next to the files that clients need. */
export function writeContainersFile(directory: string, endpoints: StartedEndpoints): void {
  const relative = (key: string, value: unknown): unknown =>
    PATHS.has(key) && typeof value === 'string' ? path.relative(directory, value) : value;
  writeOwnFile(path.join(directory, FILE), `${JSON.stringify(endpoints, relative, 2)}\n`, 0o600);
}

/**
 * Undefined for a folder without one.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
export async function readContainersFile(directory: string): Promise<StartedEndpoints | undefined> {
  const file = path.join(directory, FILE);
  const { text, damage } = await find(file);
  if (damage !== undefined) throw damagedFile(file, damage, CONTAINERS_REMEDY);
  if (text === undefined) return undefined;
  const endpoints = parse(file, text, (key, value) =>
    PATHS.has(key) && typeof value === 'string' ? path.resolve(directory, value) : value,
  );
  // Addresses may name files, too.
  const asWritten = (each: string): string => each;
  return Object.fromEntries(
    startedServices(endpoints).map(({ name, manifest, endpoints: each }) => [
      name,
      manifest.at(each, { ...addressIn(manifest.address(each)), outside: asWritten }),
    ]),
  );
}

function parse(
  file: string,
  text: string,
  revive: (key: string, value: unknown) => unknown,
): StartedEndpoints {
  try {
    return parseEndpoints(JSON.parse(text, revive));
  } catch (error) {
    throw damagedFile(file, `is damaged: ${(error as Error).message}`, CONTAINERS_REMEDY, error);
  }
}
