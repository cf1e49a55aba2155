import { PlaygroundError } from '../../core/playground-error.ts';
import type { ApiEndpoints } from './endpoints.ts';

/** Resets the API over the wire, wherever it runs. */
export async function resetApi({ url }: ApiEndpoints): Promise<void> {
  const response = await fetch(`${url}/_playground/reset`, { method: 'POST' });
  if (!response.ok) {
    throw new PlaygroundError('ERR_SERVICE_FAILED', `api did not reset: ${url} answered ${response.status}.`);
  }
}
