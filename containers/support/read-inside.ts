import type { StartedTestContainer } from 'testcontainers';
import { PlaygroundError } from '../../core/playground-error.ts';

/**
 * The text of a file in a container.
 *
 * @throws PlaygroundError `ERR_SERVICE_FAILED` that names it
 */
export async function readInside(container: StartedTestContainer, file: string): Promise<string> {
  const { exitCode, stdout, stderr } = await container.exec(['cat', file]);
  if (exitCode === 0) return stdout;
  throw new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `${file} cannot be read in the container: ${stderr.trim()}. Is it an image of connector-playground?`,
  );
}
