import type { BastionTarget } from '../services/bastion/targets.ts';
import type { EndpointsByService } from './endpoints-by-service.ts';

/** The ports on which the API answers behind the bastion: 5005 is what the tunnel examples ask for. */
const API_PORTS = [5001, 5005];
const API_NAMES = ['127.0.0.1', 'localhost', 'api'];
const DATABASE_NAMES = ['127.0.0.1', 'localhost', 'postgres', 'db.private.internal'];
const DATABASE_PORT = 5432;

/** Where tunnels may lead: the playground's own services, under names that only the bastion knows and their own. */
export function bastionTargets(started: Partial<EndpointsByService>): BastionTarget[] {
  const targets: BastionTarget[] = [];
  if (started.api) {
    const { hostname, port } = new URL(started.api.url);
    const to = { host: hostname, port: Number(port) };
    for (const host of API_NAMES) for (const asked of API_PORTS) targets.push({ host, port: asked, to });
    targets.push({ ...to, to });
  }
  const database = started.postgres;
  if (database) {
    const to = { host: database.host, port: database.port };
    for (const host of DATABASE_NAMES) targets.push({ host, port: DATABASE_PORT, to });
    targets.push({ ...to, to });
  }
  return unique(targets);
}

/** The first of each name and port: a service's own address may be one of its names. */
function unique(targets: readonly BastionTarget[]): BastionTarget[] {
  return [
    ...new Map([...targets].reverse().map((target) => [`${target.host}:${target.port}`, target])).values(),
  ].reverse();
}
