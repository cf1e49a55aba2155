import type { ServiceName } from '../playground/manifests.ts';

/** What a playground in a container was asked for; what is left out has the command's own default. */
export interface ContainerSettings {
  readonly services?: readonly ServiceName[];
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: string;
  readonly postgresRows?: number;
  readonly s3Files?: number;
  readonly rateLimit?: { readonly capacity: number };
  readonly credentials?: 'fixed' | 'random';
  readonly allowedHosts?: readonly string[];
  /** Paths in the container. */
  readonly standIns?: readonly string[];
  readonly serverNames?: readonly string[];
}

/** The same as arguments of `playground up`. */
export function argumentsOf(settings: ContainerSettings): string[] {
  const { services, rateLimit, allowedHosts = [], standIns = [], serverNames = [] } = settings;
  const { seed, records, anchor, postgresRows, s3Files, credentials } = settings;
  const values = {
    services: services?.join(','),
    seed,
    records,
    anchor,
    'pg-rows': postgresRows,
    's3-files': s3Files,
    credentials,
    ...(rateLimit && { 'rate-limit': true, capacity: rateLimit.capacity }),
  };
  const lists = { 'allow-host': allowedHosts, 'stand-in': standIns, 'server-name': serverNames };
  return [
    ...Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ...Object.entries(lists).flatMap(([name, list]) => (list.length === 0 ? [] : [`--${name}`, ...list])),
  ];
}
