import { manifestOf, serviceNames } from '../manifests.ts';

/**
 * The names that the servers' one certificate is for. The gateway makes its own for any name, so public names are
 * here only where another service is reached by them past the gateway.
 */
export const serverNames: readonly string[] = [
  ...new Set([
    ...['localhost', '127.0.0.1', '::1'],
    ...serviceNames.flatMap((name) => [name, ...(manifestOf(name).container?.names ?? [])]),
  ]),
];
