import { askReset } from '../../core/control/ask-reset.ts';
import type { ApiEndpoints } from './endpoints.ts';

/** Resets the API over the wire, wherever it runs. */
export async function resetApi({ url }: ApiEndpoints): Promise<void> {
  await askReset({ service: 'api', url: `${url}/_playground/reset` });
}
