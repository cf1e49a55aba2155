import type { RequestListener } from 'node:http';
import { controlListener } from '../../core/control/control-listener.ts';
import type { ControlPage, ControlSubject, HealthReport } from '../../core/control/control-page.ts';
import type { ControlledClock } from '../../core/control/controlled-clock.ts';
import { type HttpListener, listen } from '../../core/http-listener.ts';
import { byHost, byPath } from '../../core/worlds/ways.ts';
import type { World } from '../../fixtures/world.ts';
import type { ServiceName, StartedEndpoints } from '../manifests.ts';
import type { Settings } from '../settings.ts';
import { statusOf } from '../status.ts';
import { toldOf } from '../told-of.ts';
import { truthPages } from './truth-pages.ts';

/** What is answered from the journal. */
const TELLS_OF_CLIENTS = /^\/_playground\/(?:journal|metrics)\b/;

/** What the composition root lends to whoever speaks for all of its services. */
interface Controlled {
  readonly services: readonly ServiceName[];
  readonly world: Pick<World, 'tables'>;
  /** Those that have started so far. */
  readonly started: StartedEndpoints;
  /** Resolves when the journal has all that clients were answered. */
  settle(): Promise<void>;
  /** Of these, or of all. */
  reset(...services: ServiceName[]): Promise<void>;
  readonly clock: ControlledClock;
  /** What this world alone can be asked. */
  readonly pages: readonly ControlPage[];
}

/**
 * Answers `/_playground/*` for all services at once, on a listener of the playground's own.
 *
 * @throws PlaygroundError `ERR_PORT_TAKEN`
 */
export function openControl(
  settings: Settings,
  port: number,
  { services, world, started, settle, reset, clock, pages }: Controlled,
): Promise<HttpListener> {
  const { worldName, doors, host, serverNames, journal, faults, logger } = settings;
  const subject: ControlSubject = {
    services,
    journal,
    faults,
    clock,
    pages: [...truthPages({ world, truth: () => toldOf(settings), clock: clock.clock.now }), ...pages],
    health: () => healthOf(services, started),
    async reset(service) {
      const only = services.filter((name) => name === service);
      await reset(...only);
      if (service === undefined) journal.clear();
    },
  };
  const answer = controlListener({ ...subject, host, serverNames, logger });
  const handle: RequestListener = async (request, response) => {
    // What is read from a log is there when it is asked for, at the latest.
    if (TELLS_OF_CLIENTS.test(request.url ?? '')) await settle();
    return answer(request, response);
  };
  const entrance = { name: worldName, doors, ways: [byHost, byPath] };
  return listen('control', handle, { host, port, clock: clock.clock.now, logger, entrance });
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
