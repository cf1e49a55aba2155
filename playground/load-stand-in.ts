import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';
import { blameCodeIn } from '../core/supervision/blame.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';
import { importModule } from './import-module.ts';

/**
 * Loads a stand-in from a module that exports it as `standIn`, JavaScript or TypeScript.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file and what it lacks
 */
export async function loadStandIn(file: string): Promise<StandIn> {
  const module = await importModule(file).catch((error: unknown) => {
    throw new PlaygroundError('ERR_BAD_OPTION', `The stand-in ${file} cannot be loaded: ${wayOut(error)}`, {
      cause: error,
    });
  });
  const standIn = module['standIn'] as Partial<StandIn> | undefined;
  if (!Array.isArray(standIn?.hosts) || typeof standIn.mount !== 'function') {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The module ${file} must export 'standIn' with 'hosts' (names) and 'mount' (adds routes). docs/gateway.md shows one.`,
    );
  }
  blameCodeIn(pathToFileURL(path.dirname(file)).href, 'gateway');
  return standIn as StandIn;
}

function wayOut(error: unknown): string {
  return hasCode(error, 'ERR_UNKNOWN_FILE_EXTENSION')
    ? 'It must be JavaScript (.js, .mjs) or TypeScript (.ts, .mts).'
    : (error as Error).message;
}
