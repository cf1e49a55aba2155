import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';
import { blameCodeIn } from '../core/supervision/blame.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';

/**
 * Loads a stand-in from a JavaScript module that exports it as `standIn`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file and what it lacks
 */
export async function loadStandIn(file: string): Promise<StandIn> {
  const module = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new PlaygroundError('ERR_BAD_OPTION', `The stand-in ${file} cannot be loaded: ${wayOut(error)}`, {
      cause: error,
    });
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

function wayOut(error: unknown): string {
  return hasCode(error, 'ERR_UNKNOWN_FILE_EXTENSION')
    ? `Node.js ${process.versions.node} reads JavaScript only (.js, .mjs). Compile it, or use Node.js 22.18 or later for TypeScript.`
    : (error as Error).message;
}
