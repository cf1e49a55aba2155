import path from 'node:path';
import { Option } from 'commander';
import type { Terminal } from '../terminal.ts';

export interface VenvOptions {
  readonly venv?: string;
}

export function venvOption(): Option {
  return new Option(
    '--venv <folder>',
    'the Python environment with fivetran in it (default: what is on the PATH)',
  );
}

/** That environment as an absolute path; undefined for what is on the PATH. */
export function venvOf({ venv }: VenvOptions, { directory }: Terminal): string | undefined {
  return venv === undefined ? undefined : path.resolve(directory, venv);
}
