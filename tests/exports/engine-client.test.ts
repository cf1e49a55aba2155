import { expect, it } from '@jest/globals';
import { engineClient } from '../../containers/support/engine-client.ts';

it('says what to do where no engine answers', async () => {
  const cause = new Error('Could not find a working container runtime strategy');
  await expect(engineClient(() => Promise.reject(cause))).rejects.toMatchObject({
    code: 'ERR_NO_ENGINE',
    message: 'No container engine answers. Start one (Docker, Podman, …), or say where it is in DOCKER_HOST.',
    cause,
  });
});
