import { controlListener } from '../../core/control/control-listener.ts';
import type { ControlSubject, HealthReport } from '../../core/control/control-page.ts';
import { type HttpListener, listen } from '../../core/http-listener.ts';
import type { ServiceName, StartedEndpoints } from '../manifests.ts';
import type { Settings } from '../settings.ts';
import { statusOf } from '../status.ts';

/** What the composition root lends to whoever speaks for all of its services. */
interface Controlled {
  readonly services: readonly ServiceName[];
  /** Those that have started so far. */
  readonly started: StartedEndpoints;
  /** Of these, or of all. */
  reset(...services: ServiceName[]): Promise<void>;
}

/**
 * Answers `/_playground/*` for all services at once, on a listener of the playground's own. A clock that can be set and
 * faults belong here when they come: one more page in `core/control/control-page.ts`, one more member of its subject.
 *
 * @throws PlaygroundError `ERR_PORT_TAKEN`
 */
export function openControl(
  { host, serverNames, journal, logger }: Settings,
  port: number,
  { services, started, reset }: Controlled,
): Promise<HttpListener> {
  const subject: ControlSubject = {
    services,
    journal,
    health: () => healthOf(services, started),
    async reset(service) {
      const only = services.filter((name) => name === service);
      await reset(...only);
      if (service === undefined) journal.clear();
    },
  };
  const handle = controlListener({ ...subject, host, serverNames, logger });
  return listen('control', handle, { host, port, logger });
}

/** Whether each service accepts connections, and where. */
async function healthOf(services: readonly ServiceName[], started: StartedEndpoints): Promise<HealthReport> {
  const found = await statusOf(started);
  const reports = services.map((name) => {
    const status = found.find(({ service }) => service === name);
    return [name, { status: status?.answers ? 'ok' : 'failing', url: status?.url ?? null }] as const;
  });
  return {
    status: reports.every(([, { status }]) => status === 'ok') ? 'ok' : 'failing',
    services: Object.fromEntries(reports),
  };
}
