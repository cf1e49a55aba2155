import type { Service } from '../core/service.ts';
import { fixedCredentials, randomCredentials } from '../services/api/credentials.ts';
import { embeddedApi } from '../services/api/embedded.ts';
import type { ApiEndpoints } from '../services/api/endpoints.ts';
import { defaultRateLimit } from '../services/api/options.ts';
import { resetApi } from '../services/api/reset.ts';
import type { Settings } from './options.ts';

/** What each service gives its clients. Adding a service is one line here and one entry below. */
export interface EndpointsByService {
  readonly api: ApiEndpoints;
}

export type ServiceName = keyof EndpointsByService;

/** What a service is made from: the settings, its port, and the endpoints of the services it needs. */
export interface Making {
  readonly settings: Settings;
  readonly port: number;
  readonly started: Partial<EndpointsByService>;
}

interface Entry<Name extends ServiceName> {
  readonly documentedPort: number;
  /** Whether the documented port must be had, because clients have it written in. */
  readonly portIsFixed?: boolean;
  /** Starts only after these, if they are started at all. */
  readonly after: readonly ServiceName[];
  create(making: Making): Service<EndpointsByService[Name]>;
  /** Resets it over the wire; left out for a service that can be reset only where it runs. */
  readonly reset?: (endpoints: EndpointsByService[Name]) => Promise<void>;
  /** Where it listens, as a URL. */
  address(endpoints: EndpointsByService[Name]): string;
}

/** Every service, in the order in which they are shown. The only file that knows them all. */
export const catalogue: { readonly [Name in ServiceName]: Entry<Name> } = {
  api: {
    documentedPort: 5001,
    portIsFixed: true,
    after: [],
    create: ({ settings, port }) =>
      embeddedApi({
        host: settings.host,
        port,
        dataset: settings.dataset,
        credentials: settings.credentials === 'fixed' ? fixedCredentials : randomCredentials(),
        ...(settings.rateLimit && { rateLimit: { ...defaultRateLimit, ...settings.rateLimit } }),
        clock: settings.clock,
        logger: settings.logger,
      }),
    reset: resetApi,
    address: ({ url }) => url,
  },
};

export const serviceNames = Object.keys(catalogue) as ServiceName[];
