import { type Authority, openAuthority } from '../../../authority/open-authority.ts';
import type { PresentedEntry } from '../../../core/control/present-entry.ts';
import { embeddedGateway } from '../../../services/gateway/embedded.ts';
import type { GatewayEndpoints } from '../../../services/gateway/endpoints.ts';
import type { GatewayOptions } from '../../../services/gateway/options.ts';
import { createProxyClient, type ProxyClient } from '../../support/proxy-client.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { sampleStandIn } from './sample-stand-in.ts';

export interface StartedGateway extends AsyncDisposable, GatewayEndpoints {
  readonly authority: Authority;
  /** Trusts the authority. */
  readonly client: ProxyClient;
  /** What the gateway remembers, oldest first. */
  journal(): Promise<readonly PresentedEntry[]>;
  reset(): Promise<void>;
}

/** A gateway on any free port with the sample stand-in, an authority of its own and a client that trusts it. */
export async function startGateway(options: Partial<GatewayOptions> = {}): Promise<StartedGateway> {
  const directory = await temporaryDirectory();
  const authority = await openAuthority(directory.path);
  const service = embeddedGateway({
    port: 0,
    standIns: [sampleStandIn],
    issue: async (host) => authority.issue([host]),
    caFile: authority.caCertificatePath,
    clientCa: authority.caCertificate,
    ...options,
  });
  const endpoints = await service.start();
  const client = createProxyClient(endpoints.url, { ca: authority.caCertificate });
  return {
    ...endpoints,
    authority,
    client,
    reset: () => service.reset(),
    async journal() {
      const response = await fetch(`${endpoints.url}/_playground/journal`);
      return ((await response.json()) as { entries: PresentedEntry[] }).entries;
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await service.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}
