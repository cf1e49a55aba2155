import path from 'node:path';
import { readEndpointsFile, type StartedEndpoints } from '../../playground/index.ts';
import type { Terminal } from '../terminal.ts';

export interface DirectoryOptions {
  readonly directory: string;
}

/** The folder that a command was pointed at, as an absolute path. */
export function directoryOf(options: DirectoryOptions, terminal: Terminal): string {
  return path.resolve(terminal.directory, options.directory);
}

/** @throws PlaygroundError `ERR_NOT_STARTED`, with the way to start one */
export function runningPlayground(options: DirectoryOptions, terminal: Terminal): Promise<StartedEndpoints> {
  return readEndpointsFile(directoryOf(options, terminal));
}
