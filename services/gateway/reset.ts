import { PlaygroundError } from '../../core/playground-error.ts';
import type { GatewayEndpoints } from './endpoints.ts';

/** Resets the gateway over the wire, wherever it runs. */
export async function resetGateway({ url }: Pick<GatewayEndpoints, 'url'>): Promise<void> {
  const response = await fetch(`${url}/_playground/reset`, { method: 'POST' });
  if (!response.ok) {
    throw new PlaygroundError(
      'ERR_SERVICE_FAILED',
      `gateway did not reset: ${url} answered ${response.status}.`,
    );
  }
}
