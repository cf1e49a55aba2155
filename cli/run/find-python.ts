import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { PlaygroundError } from '../../core/playground-error.ts';

/**
 * The interpreter of a Python environment.
 *
 * @param environment the folder of a virtual environment
 * @throws PlaygroundError `ERR_BAD_OPTION` where there is none
 */
export async function pythonIn(environment: string): Promise<string> {
  const python = path.join(environment, 'bin/python');
  await access(python, constants.X_OK).catch(() => {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${environment} is no Python environment: it has no bin/python. Make one with: python3 -m venv ${environment}`,
    );
  });
  return python;
}
