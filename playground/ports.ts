import { CONTROL_PORT } from './control/control-port.ts';
import { manifestOf, type ServiceName } from './manifests.ts';
import { firstFreePort } from './port.ts';
import type { Settings } from './settings.ts';

/** The port that each service was given. */
export type Ports = Partial<Record<ServiceName, number>>;

/** The port on which a service is to listen; 0: any free one. */
export async function portOf(
  name: ServiceName,
  ports: Ports,
  { defaultPorts, host, logger }: Settings,
): Promise<number> {
  const given = ports[name];
  if (given !== undefined) return given;
  if (defaultPorts === 'any') return 0;
  const { documentedPort, portIsFixed } = manifestOf(name);
  return portIsFixed ? documentedPort : freePortFrom(documentedPort, name, { host, logger });
}

/** The same for `/_playground/*` of all services at once. */
export async function controlPortOf(
  given: number | undefined,
  { defaultPorts, host, logger }: Settings,
): Promise<number> {
  if (given !== undefined) return given;
  return defaultPorts === 'any' ? 0 : freePortFrom(CONTROL_PORT, 'control', { host, logger });
}

async function freePortFrom(
  wanted: number,
  service: string,
  { host, logger }: Pick<Settings, 'host' | 'logger'>,
): Promise<number> {
  const used = await firstFreePort(host, wanted);
  if (used !== wanted) logger('port_taken', { service, wanted, used });
  return used;
}
