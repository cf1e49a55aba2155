import path from 'node:path';
import { readControlUrl } from '../../playground/control/control-file.ts';
import { readEndpointsFile, readOtherEndpoints } from '../../playground/endpoints-file.ts';
import type { StartedEndpoints } from '../../playground/manifests.ts';
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

/** @throws PlaygroundError `ERR_NOT_STARTED`, which says how to start one; `ERR_BAD_OPTION` for an invalid file */
export function runningPlayground(options: DirectoryOptions, terminal: Terminal): Promise<StartedEndpoints> {
  if (options.endpoints !== undefined) {
    return readOtherEndpoints(path.resolve(terminal.directory, options.endpoints));
  }
  return readEndpointsFile(directoryOf(options, terminal));
}
