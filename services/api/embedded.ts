import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { listen } from '../../core/http-listener.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { createApp } from './app.ts';
import type { ApiEndpoints } from './endpoints.ts';
import { apiAbility } from './faults/ability.ts';
import { AuthorizationServer } from './oauth2/authorization-server.ts';
import { type ApiOptions, defaultApiOptions } from './options.ts';
import { createState } from './state.ts';
import { WAYS } from './ways-to-world.ts';

/** The API in this process. */
export function embeddedApi(options: Partial<ApiOptions> = {}): Service<ApiEndpoints> {
  return serviceOf('api', () =>
    open(
      withServiceLogger('api', {
        ...defaultApiOptions,
        journal: new Journal(),
        faults: new FaultPlan(),
        ...options,
      }),
    ),
  );
}

async function open(options: ApiOptions): Promise<Running<ApiEndpoints>> {
  const state = createState(options);
  const authorizationServer = new AuthorizationServer(options, state.oauth2Records);
  const app = createApp({ ...options, state, authorizationServer });
  options.faults.offer('api', apiAbility);
  const { url, close } = await listen('api', app.callback(), {
    ...options,
    entrance: options.world && { ...options.world, ways: WAYS },
    requestTimeoutMs: options.bodyTimeoutMs,
  });
  return {
    endpoints: { url, credentials: options.credentials },
    reset: async () => state.reset(),
    close,
  };
}
