import path from 'node:path';
import { holderUrlOf as holderUrlIn } from '../../playground/clock/holder.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';
import { readEndpointsFile, readOtherEndpoints } from '../../playground/endpoints-file.ts';
import { readKnownTruth } from '../../playground/known-truth.ts';
import type { StartedEndpoints } from '../../playground/manifests.ts';
import type { Resetters } from '../../playground/reset-started.ts';
import { lives } from '../../playground/truth.ts';
import type { Terminal } from '../terminal.ts';

export interface DirectoryOptions {
  readonly directory?: string;
  /** See {@link endpointsOption}. */
  readonly endpoints?: string;
}

/** The folder that a command was pointed at, as an absolute path. */
export function directoryOf(options: DirectoryOptions, terminal: Terminal): string {
  const asked = options.directory ?? (terminal.env['PLAYGROUND_DIRECTORY'] || '.playground');
  return path.resolve(terminal.directory, asked);
}

/** The control URL of the playground of the folder; undefined with `--endpoints`, which names services alone. */
export async function controlUrlOf(
  options: DirectoryOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  return options.endpoints === undefined ? readControlUrl(directoryOf(options, terminal)) : undefined;
}

/**
 * Who holds the clock of a living world, where services are containers of their own; undefined where nobody does.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names a damaged file
 */
async function holderUrlOf(options: DirectoryOptions, terminal: Terminal): Promise<string | undefined> {
  const truth = await readKnownTruth(directoryOf(options, terminal));
  if (truth === undefined || !lives(truth)) return undefined;
  return holderUrlIn(await runningPlayground(options, terminal));
}

/** Who resets services, where they are not asked themselves: the playground of the folder, else who holds the clock. */
export async function resettersOf(options: DirectoryOptions, terminal: Terminal): Promise<Resetters> {
  const controlUrl = await controlUrlOf(options, terminal);
  if (controlUrl !== undefined) return { controlUrl };
  return { holderUrl: await holderUrlOf(options, terminal) };
}

/**
 * Who knows the time and the truth of the world: the playground of the folder, or who holds the clock of its containers.
 * Undefined where services run apart, and have the real time.
 */
export async function worldUrlOf(options: DirectoryOptions, terminal: Terminal): Promise<string | undefined> {
  const { controlUrl, holderUrl } = await resettersOf(options, terminal);
  return controlUrl ?? holderUrl;
}

/** @throws PlaygroundError `ERR_NOT_STARTED`, which says how to start one; `ERR_BAD_OPTION` for an invalid file */
export function runningPlayground(options: DirectoryOptions, terminal: Terminal): Promise<StartedEndpoints> {
  if (options.endpoints !== undefined) {
    return readOtherEndpoints(path.resolve(terminal.directory, options.endpoints));
  }
  return readEndpointsFile(directoryOf(options, terminal));
}
