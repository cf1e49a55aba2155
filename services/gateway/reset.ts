import { askReset } from '../../core/control/ask-reset.ts';
import type { GatewayEndpoints } from './endpoints.ts';

/** Resets the gateway over the wire, wherever it runs. */
export async function resetGateway({ url }: Pick<GatewayEndpoints, 'url'>): Promise<void> {
  await askReset({ service: 'gateway', url: `${url}/_playground/reset` });
}
