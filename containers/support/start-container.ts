import { type ContainerRuntimeClient, getContainerRuntimeClient, ImageName } from 'testcontainers';
import { noEngine, noImage } from './errors.ts';

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

/**
 * Starts a container, and says what to do where that cannot be.
 *
 * @throws PlaygroundError `ERR_NO_ENGINE` or `ERR_NO_IMAGE`; any other error as it is
 */
export async function startContainer<Started>(
  image: string,
  start: () => Promise<Started>,
): Promise<Started> {
  const client = await engineClient();
  try {
    return await start();
  } catch (error) {
    if (!(await client.image.exists(ImageName.fromString(image)))) throw noImage(image, error);
    throw error;
  }
}
