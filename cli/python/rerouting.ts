import { portIn } from '../../core/place.ts';
import { type StartedEndpoints, startedServices } from '../../playground/manifests.ts';

/** The variable that says which ports of this machine are to be which: `5001:40123`. */
export const REROUTE = 'PLAYGROUND_REROUTE';

/**
 * Leads programs in Python that have the documented port of a service written in them to where it listens, as in a world
 * beside others: that port can have one listener only.
 */
export function rerouting(started: StartedEndpoints): Readonly<Record<string, string>> {
  const written = startedServices(started).filter(({ manifest }) => manifest.portIsFixed);
  const ports = written.map(
    ({ manifest, endpoints }) => `${manifest.documentedPort}:${portIn(manifest.address(endpoints))}`,
  );
  return ports.length > 0 ? { [REROUTE]: ports.join(',') } : {};
}
