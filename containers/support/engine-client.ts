import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import { noEngine } from './errors.ts';

/**
 * The engine that testcontainers finds.
 *
 * @throws PlaygroundError `ERR_NO_ENGINE`
 */
export function engineClient(find = getContainerRuntimeClient): Promise<ContainerRuntimeClient> {
  return find().catch((error: unknown) => {
    throw noEngine(error);
  });
}
