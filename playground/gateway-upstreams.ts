import type { Upstream } from '../services/gateway/upstream.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';

const AZURE = ['login.microsoftonline.com', '*.vault.azure.net'];
const AMAZON = ['s3.amazonaws.com', '*.s3.amazonaws.com', 's3.*.amazonaws.com', '*.s3.*.amazonaws.com'];

/** The public names that other services of the playground answer for. */
export function gatewayUpstreams(started: Partial<EndpointsByService>): Upstream[] {
  const database = started.postgres;
  return [
    ...relayed(AZURE, started['key-vault']?.url),
    ...relayed(AMAZON, started.s3?.url),
    ...(database
      ? [{ host: 'postgres', port: 5432, to: { host: database.host, port: database.port, tls: true } }]
      : []),
  ];
}

function relayed(hosts: readonly string[], url: string | undefined): Upstream[] {
  if (url === undefined) return [];
  const { hostname, port, protocol } = new URL(url);
  const to = { host: hostname, port: Number(port), tls: protocol === 'https:' };
  return hosts.map((host) => ({ host, to }));
}
