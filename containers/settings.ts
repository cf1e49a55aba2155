import type { ServiceName } from '../playground/manifests.ts';

/** What a playground in a container was asked for; what is left out has the command's own default. */
export interface ContainerSettings {
  readonly services?: readonly ServiceName[];
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: string;
  readonly world?: string;
  readonly clockRate?: number;
  readonly postgresRows?: number;
  readonly s3Files?: number;
  readonly rateLimit?: { readonly capacity: number };
  readonly credentials?: 'fixed' | 'random';
  readonly allowedHosts?: readonly string[];
  /** Paths in the container. */
  readonly standIns?: readonly string[];
  readonly serverNames?: readonly string[];
  /** The path of a plan in the container. */
  readonly faults?: string;
}

/** The same as arguments of `playground up`. */
export function argumentsOf(settings: ContainerSettings): string[] {
  const { services, rateLimit, allowedHosts, standIns, serverNames, faults } = settings;
  const { seed, records, anchor, world, clockRate, postgresRows, s3Files, credentials } = settings;
  const values = {
    services: listed(services),
    seed,
    records,
    anchor,
    world,
    'clock-rate': clockRate,
    'postgres-rows': postgresRows,
    's3-files': s3Files,
    credentials,
    'rate-limit': rateLimit?.capacity,
    'allowed-hosts': listed(allowedHosts),
    'stand-ins': listed(standIns),
    'server-names': listed(serverNames),
    faults,
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}

function listed(items: readonly string[] = []): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}
