import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlaygroundError } from '../core/playground-error.ts';
import { blameCodeIn } from '../core/supervision/blame.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';

/**
 * Loads a stand-in from a JavaScript module that exports it as `standIn`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file and what it lacks
 */
export async function loadStandIn(file: string): Promise<StandIn> {
  const module = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The stand-in ${file} cannot be loaded: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  });
  const standIn: Partial<StandIn> | undefined = module.standIn;
  if (!Array.isArray(standIn?.hosts) || typeof standIn.mount !== 'function') {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The module ${file} must export 'standIn' with 'hosts' (names) and 'mount' (adds routes). docs/gateway.md shows one.`,
    );
  }
  blameCodeIn(pathToFileURL(path.dirname(file)).href, 'gateway');
  return standIn as StandIn;
}
