import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../core/playground-error.ts';
import { presentEndpoints } from '../services/redshift/endpoints.ts';
import type { StartedEndpoints } from './endpoints-file.ts';

/** Nobody need run in the folder of this file: containers go on when whoever started them has gone. */
const FILE = 'containers.json';

/** The fields that are paths of files. In the file they are relative to it, so that the folder can be copied. */
const PATHS = new Set(['path', 'caFile']);

/** Writes where containers are, beside the files that clients need. */
export async function writeContainersFile(directory: string, endpoints: StartedEndpoints): Promise<void> {
  const file = path.join(directory, FILE);
  const relative = (key: string, value: unknown): unknown =>
    PATHS.has(key) && typeof value === 'string' ? path.relative(directory, value) : value;
  await writeFile(`${file}.new`, `${JSON.stringify(endpoints, relative, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Undefined for a folder without one. */
export async function readContainersFile(directory: string): Promise<StartedEndpoints | undefined> {
  const text = await readFile(path.join(directory, FILE), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  const absolute = (key: string, value: unknown): unknown =>
    PATHS.has(key) && typeof value === 'string' ? path.resolve(directory, value) : value;
  if (text === undefined) return undefined;
  const endpoints = JSON.parse(text, absolute) as StartedEndpoints;
  if (!endpoints.redshift) return endpoints;
  // Its address names the authority's file, too.
  const { url, ...redshift } = endpoints.redshift;
  return { ...endpoints, redshift: presentEndpoints(redshift) };
}
