import { PlaygroundError } from '../../core/playground-error.ts';
import type { EndpointsByService, ServiceName } from '../endpoints-by-service.ts';

/** What a configuration is made from. */
interface World {
  /** Only the services that the example needs are sure to be there. */
  readonly endpoints: EndpointsByService;
  /** PEM: the client certificate and its encrypted key. */
  readonly clientCertificate: string;
}

export type Configuration = Readonly<Record<string, string>>;

/** One public connector example, by its path below `examples/` or `connectors/` of the public repository. */
export interface Example {
  readonly path: string;
  /** The services that it reads from or is configured with. */
  readonly needs: readonly ServiceName[];
  /** The values of its `configuration.json`; the Connector SDK takes text only. */
  configuration(world: World): Configuration;
  /** What its user should know: a defect of the example, or what it reaches that is not here. */
  readonly note?: string;
}

/** An example that nothing here can serve. Asking for its configuration says why. */
export function unserved(path: string, reason: string): Example {
  return {
    path,
    needs: [],
    configuration() {
      throw new PlaygroundError('ERR_BAD_OPTION', `${path} cannot be configured: ${reason}`);
    },
    note: `Not served: ${reason}`,
  };
}

const COMMON = 'common_patterns_for_connectors';
const QUICKSTART = 'quickstart_examples';

export const common = (path: string): string => `${COMMON}/${path}`;
export const quickstart = (path: string): string => `${QUICKSTART}/${path}`;

/** An example that ships without a configuration: the SDK wants an empty one. */
export function unconfigured(path: string, needs: readonly ServiceName[], note?: string): Example {
  return { path, needs, configuration: () => ({}), ...(note !== undefined && { note }) };
}

/** An example whose configuration is the same everywhere. */
export function constant(path: string, configuration: Configuration, note?: string): Example {
  return { path, needs: [], configuration: () => configuration, ...(note !== undefined && { note }) };
}
