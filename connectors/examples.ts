import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { readClientCertificate } from '../playground/client-certificate.ts';
import type { ServiceName, StartedEndpoints } from '../playground/manifests.ts';
import { apiExamples } from './api.ts';
import { databaseExamples } from './database.ts';
import type { Configuration, Example } from './example.ts';
import { formerPath } from './former-path.ts';
import { publicHostExamples } from './public-hosts.ts';
import { selfContainedExamples } from './self-contained.ts';
import { storageExamples } from './storage.ts';
import { tunnelExamples } from './tunnels.ts';
import { unservedExamples } from './unserved.ts';
import { workshopExercises } from './workshop.ts';

/** Every public example that the playground knows how to configure, by path. */
export const publicExamples: readonly Example[] = [
  ...apiExamples,
  ...selfContainedExamples,
  ...databaseExamples,
  ...tunnelExamples,
  ...storageExamples,
  ...unservedExamples,
  ...publicHostExamples,
].sort((one, other) => one.path.localeCompare(other.path));

/** These, and the exercises of the workshop. */
export const examples: readonly Example[] = [...publicExamples, ...workshopExercises];

/**
 * Finds an example by its path, that of today or the one before, or by the end of it (`pagination/keyset`) when only one
 * ends so.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that lists the nearest paths
 */
export function exampleOf(path: string): Example {
  const asked = path.replace(/^\.?\/?(examples\/)?/, '').replace(/\/+$/, '');
  const matches = examples.filter(({ path: today }) =>
    [today, formerPath(today)].some((known) => known === asked || known.endsWith(`/${asked}`)),
  );
  const [only] = matches;
  if (matches.length === 1 && only) return only;
  const near = matches.length > 1 ? matches.map((match) => match.path) : nearestPaths(asked);
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${matches.length > 1 ? 'More than one example ends' : 'There is no example'} '${path}'. Did you mean ${near.join(', ')}?`,
  );
}

/** The last folder of a path says most about it, so it is what is compared. */
function nearestPaths(asked: string): string[] {
  const lastFolder = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const folders = nearest(
    lastFolder(asked),
    examples.map(({ path }) => lastFolder(path)),
  );
  return examples.filter(({ path }) => folders.includes(lastFolder(path))).map(({ path }) => path);
}

/**
 * The ready `configuration.json` of an example for the playground that runs in a folder.
 *
 * @throws PlaygroundError `ERR_NOT_STARTED` that names the services it needs and that do not run
 */
export async function configurationOf(
  example: Example,
  started: StartedEndpoints,
  directory: string,
): Promise<Configuration> {
  requireServices(example, example.needs, started);
  return example.configuration({
    endpoints: started as Required<StartedEndpoints>,
    clientCertificate: await readClientCertificate(directory),
  });
}

/** @throws PlaygroundError `ERR_NOT_STARTED` that names the services that do not run */
export function requireServices(
  example: Example,
  services: readonly ServiceName[],
  started: StartedEndpoints,
): void {
  const missing = services.filter((service) => started[service] === undefined);
  if (missing.length === 0) return;
  throw new PlaygroundError(
    'ERR_NOT_STARTED',
    `${example.path} needs ${missing.join(' and ')}, which the running playground was started without.`,
  );
}
