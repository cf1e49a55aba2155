import { hostIn } from '../../core/place.ts';
import type { Manifest } from '../manifest.ts';
import { type GatewayEndpoints, gatewayAt } from './endpoints.ts';
import { resetGateway } from './reset.ts';
import type { GatewaySettings } from './settings.ts';

export const gateway: Manifest<'gateway', GatewayEndpoints, GatewaySettings, undefined> = {
  name: 'gateway',
  documentedPort: 8080,
  after: ['api', 'postgres', 's3', 'key-vault'],
  credentials: { fixed: undefined, random: () => undefined, ofWorld: () => undefined },
  load: async () => (await import('./create.ts')).create,
  sample: { url: 'http://127.0.0.1:1', caFile: '', hosts: [''] },
  address: ({ url }) => url,
  at: gatewayAt,
  hosts: ({ url }) => [hostIn(url)],
  variables: proxyVariables,
  banner: ({ url, caFile }) => ({
    rows: [['Gateway to public names', url, `Trust ${caFile}`]],
    lines: [],
  }),
  reset: resetGateway,
  container: {
    image: 'connector-playground-gateway',
    healthPath: '/_playground/health',
    announced: async ({ caFile, offers }) => {
      const { hostsOf } = await import('./hosts-of.ts');
      return { url: 'http://127.0.0.1:1', caFile, hosts: hostsOf(offers) };
    },
  },
};

/**
 * What sends a program's requests through the gateway and makes it trust the certificates there. Both cases: some
 * programs read the one, some the other. The gateway stands in for public names and refuses the sources' own, as a
 * proxy of a network that leads nowhere else.
 */
function proxyVariables({ url, caFile }: GatewayEndpoints, ownHosts: readonly string[]) {
  const local = [...new Set(['127.0.0.1', 'localhost', '::1', ...ownHosts])].join(',');
  return {
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    http_proxy: url,
    https_proxy: url,
    NO_PROXY: local,
    no_proxy: local,
    REQUESTS_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
    AWS_CA_BUNDLE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    PLAYGROUND_CA_FILE: caFile,
  };
}
