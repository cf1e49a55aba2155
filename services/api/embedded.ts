import { listen } from '../../core/http-listener.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { createApp } from './app.ts';
import type { ApiEndpoints } from './endpoints.ts';
import { type ApiOptions, defaultApiOptions } from './options.ts';
import { createState } from './state.ts';

/** The API in this process. */
export function embeddedApi(options: Partial<ApiOptions> = {}): Service<ApiEndpoints> {
  return serviceOf('api', () => open({ ...defaultApiOptions, ...options }));
}

async function open(options: ApiOptions): Promise<Running<ApiEndpoints>> {
  const state = createState(options);
  const app = createApp({ ...options, state });
  const { url, close } = await listen('api', app.callback(), options);
  return {
    endpoints: { url, credentials: options.credentials },
    reset: async () => state.reset(),
    close,
  };
}
