import { PlaygroundError } from '../core/playground-error.ts';
import type { EndpointsByService, ServiceName } from '../playground/manifests.ts';
import type { Truth } from '../playground/truth.ts';
import type { Expectation } from './expectation.ts';

/** What a configuration is made from. */
interface Sources {
  /** Only the services that the example needs are sure to be there. */
  readonly endpoints: EndpointsByService;
  /** PEM: the client certificate and its encrypted key. */
  readonly clientCertificate: string;
}

export type Configuration = Readonly<Record<string, string>>;

/** One public connector example, by its path below `examples/` or `connectors/` of the public repository of today. */
export interface Example {
  readonly path: string;
  /** The services that it reads from or is configured with. */
  readonly needs: readonly ServiceName[];
  /** Public names that are written into it: it finds them here behind the gateway only. */
  readonly reaches?: readonly string[];
  /** Services whose data its syncs change: nothing else may use them meanwhile. */
  readonly changes?: readonly ServiceName[];
  /** Local ports that it listens on itself while it syncs. */
  readonly listensOn?: readonly number[];
  /** The values of its `configuration.json`; the Connector SDK takes text only. */
  configuration(sources: Sources): Configuration;
  /** What its syncs give when all is well; for one that nothing here can serve: no syncs. `now` is in ms since 1970. */
  expects(truth: Truth, now: number): Expectation;
  /** What its user should know, such as a defect of the example. */
  readonly note?: string;
  /** Why nothing here can serve it. */
  readonly unserved?: string;
}

/** What most examples have none of. */
type Particulars = Pick<Example, 'reaches' | 'changes' | 'listensOn' | 'note'>;

/** The services that must run when it is run: those that it needs, and the gateway for the names that it reaches. */
export function servicesOf({ needs, reaches = [] }: Example): readonly ServiceName[] {
  return [...new Set<ServiceName>([...needs, ...(reaches.length > 0 ? (['gateway'] as const) : [])])];
}

/** Its note, and how to run it so that it finds what it reaches. */
export function notesOf({ note, reaches = [], unserved }: Example): string {
  const way =
    reaches.length > 0 ? `Run with \`playground exec\`: it reaches ${reaches.join(' and ')}.` : undefined;
  const gap = unserved === undefined ? undefined : `Not served: ${unserved}`;
  return [way, note, gap].filter((text) => text !== undefined).join(' ');
}

/** An example that nothing here can serve. Asking for its configuration says why. */
export function unserved(path: string, reason: string): Example {
  return {
    path,
    needs: [],
    configuration() {
      throw new PlaygroundError('ERR_BAD_OPTION', `${path} cannot be configured: ${reason}`);
    },
    expects: () => [],
    unserved: reason,
  };
}

/** The note of an example that finds the bucket by the variables of the AWS SDKs. */
export const IN_ENVIRONMENT = 'Run it with `playground exec`, which sets the address of the bucket.';

const COMMON = 'common_patterns';
const QUICKSTART = 'quickstart';
const AI = 'ai';

export const common = (path: string): string => `${COMMON}/${path}`;
export const ai = (path: string): string => `${AI}/${path}`;
export const quickstart = (path: string): string => `${QUICKSTART}/${path}`;

/** An example that ships without a configuration: the SDK wants an empty one. */
export function unconfigured(
  path: string,
  needs: readonly ServiceName[],
  expects: Example['expects'],
  particulars: Particulars = {},
): Example {
  return { path, needs, configuration: () => ({}), expects, ...particulars };
}

/** An example whose configuration is the same everywhere. */
export function constant(
  path: string,
  configuration: Configuration,
  expects: Example['expects'],
  particulars: Particulars = {},
): Example {
  return { path, needs: [], configuration: () => configuration, expects, ...particulars };
}
