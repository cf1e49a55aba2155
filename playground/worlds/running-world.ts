import type { Authority } from '../../authority/open-authority.ts';
import type { ControlPage } from '../../core/control/control-page.ts';
import type { Journal } from '../../core/control/journal.ts';
import type { WrittenFault } from '../../core/faults/written-fault.ts';
import { portIn } from '../../core/place.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { type Restartable, restartable } from '../../core/supervision/restartable.ts';
import type { Undo } from '../../core/undo.ts';
import type { World } from '../../fixtures/world.ts';
import type { Making } from '../../services/manifest.ts';
import { controlledClockOf } from '../clock/controlled-clock-of.ts';
import { type PlaygroundClock, playgroundClock } from '../clock/playground-clock.ts';
import { controlFile } from '../control/control-file.ts';
import { openControl } from '../control/open-control.ts';
import { declaredOf } from '../declared-of.ts';
import { eachAfterOthers } from '../each-after-others.ts';
import { endpointsFile } from '../endpoints-file.ts';
import {
  type FaultScope,
  faultScope,
  type PlaygroundFaults,
  playgroundFaults,
} from '../faults/playground-faults.ts';
import { type Credentials, type EndpointsByService, manifestOf, type ServiceName } from '../manifests.ts';
import { offersOf } from '../offers.ts';
import { controlPortOf, type Ports, portOf } from '../ports.ts';
import { writeRunningFile } from '../running-file.ts';
import { type FormerName, parseServices } from '../service-names.ts';
import type { Settings } from '../settings.ts';
import { supervise } from '../supervision.ts';
import { toldOf } from '../told-of.ts';
import { truthFile } from '../truth.ts';

/** A world that runs: its sources, its time, and what is true in it. */
export interface RunningWorld<Name extends ServiceName = ServiceName> {
  readonly endpoints: Pick<EndpointsByService, Name>;
  /** Where it answers `/_playground/*` for all of its services at once, without a slash at the end. */
  readonly controlUrl: string;
  /** What time it is in it, and what moves it. */
  readonly clock: PlaygroundClock;
  /** What its sources show: every table at any instant, and what happens in it. */
  readonly truth: World;
  /** What goes wrong in it. */
  readonly faults: PlaygroundFaults;
  /** Adds faults that end with the scope: `await using outage = await world.fault({ … })`. */
  fault(fault: WrittenFault | readonly WrittenFault[]): Promise<FaultScope>;
  /** What clients did, as far as it is remembered. */
  readonly journal: Pick<Journal, 'entries'>;
  /** Resolves when the journal has all that clients were answered before: statements come from the log of the database. */
  settle(): Promise<void>;
  /** Brings every service back to the data and the time of the start, or the named ones to the data of now. */
  reset(...services: (Name | FormerName)[]): Promise<void>;
}

/** What a world is made of, besides its settings. */
export interface WorldParts {
  readonly services: readonly ServiceName[];
  /** Those that were asked for. */
  readonly ports: Ports;
  readonly controlPort: number | undefined;
  readonly credentials: Credentials;
  readonly authority: Authority;
  /** PEM: certificate and encrypted key. */
  readonly clientCertificate: string;
  /** What it alone can be asked at `/_playground/*`. */
  readonly pages?: readonly ControlPage[];
}

/**
 * Starts the services of a world over one {@link Settings}, in a folder that is claimed. If one fails to start, those
 * that did are stopped again and the error is that service's own.
 *
 * @param undo is given what ends it
 */
export async function runWorld(settings: Settings, parts: WorldParts, undo: Undo): Promise<RunningWorld> {
  const { services: names, ports, authority, clientCertificate, credentials } = parts;
  const services = new Map<ServiceName, Restartable<unknown>>();
  // Services that are still starting are stopped too: seeding a database takes time, and nobody needs it any more.
  const stopAll = (): void => {
    for (const service of services.values()) service.stop().catch(() => undefined);
  };
  // Nobody wants the others either when one cannot start.
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(settings.signal ? [settings.signal] : [])]);
  signal.throwIfAborted();
  signal.addEventListener('abort', stopAll);
  undo.defer(() => signal.removeEventListener('abort', stopAll));
  if (settings.onFatal) undo.defer(supervise(services, settings.logger, settings.onFatal));
  const started: Partial<EndpointsByService> = {};
  const resetEach = async (chosen: readonly ServiceName[]): Promise<void> => {
    await Promise.all(chosen.map((name) => resetOne(services.get(name), name)));
  };
  // All of them begin again, at the time of the start; one comes back to the time that the others have.
  const resetAll = async (): Promise<void> => {
    settings.faults.beginAgain();
    await resetEach(names);
  };
  const reset = (...only: readonly ServiceName[]): Promise<void> =>
    only.length > 0 ? resetEach(only) : settings.worldClock.beginAgain(resetAll);
  settings.faults.own({ clock: async (ms) => void (await settings.worldClock.advance(ms)) });
  const settle = async (): Promise<void> => {
    await Promise.all([...services.values()].map((service) => service.settle()));
  };
  const { worldOf } = await import('../world-of.ts');
  // Most worlds are never asked for it, and there may be many.
  let known: { readonly of: unknown; readonly world: World } | undefined;
  const truth = (): World => {
    // Sources can be others while it runs.
    if (known?.of !== settings.sources.all) known = { of: settings.sources.all, world: worldOf(settings) };
    return known.world;
  };
  // What is declared wrongly is said before anything starts.
  if (declaredOf(settings).length > 0) truth();
  const clock = controlledClockOf({
    ...{ worldClock: settings.worldClock, name: settings.dataset.world },
    world: { nextChange: (after) => truth().nextChange(after) },
  });
  // First, because its port is taken or free at once.
  const control = await openControl(settings, await controlPortOf(parts.controlPort, settings), {
    ...{ services: names, started, settle, reset, clock },
    world: {
      get tables() {
        return truth().tables;
      },
    },
    pages: parts.pages ?? [],
  });
  undo.defer(control.close);
  const startOne = async (name: ServiceName): Promise<void> => {
    await manifestOf(name).clear?.(settings.directory);
    const port = await portOf(name, ports, settings);
    const given = { settings, port, authority, clientCertificate, offers: offersOf(started) };
    const service = await restartableOf(name, { ...given, credentials: credentials[name] });
    signal.throwIfAborted();
    undo.defer(() => service.stop());
    services.set(name, service);
    Object.assign(started, { [name]: await service.start() });
    signal.throwIfAborted();
    settings.logger('service_started', { service: name });
  };
  // Whose port must be had is first: it is taken or free at once, and seeding in vain takes long.
  const first: readonly ServiceName[] = names.filter((name) => manifestOf(name).portIsFixed);
  const start = (name: ServiceName): Promise<void> => startOne(name).catch((error) => failure.abort(error));
  await eachAfterOthers(first, start);
  signal.throwIfAborted();
  await eachAfterOthers(names, (name) => (first.includes(name) ? Promise.resolve() : start(name)));
  signal.throwIfAborted();
  const faults = playgroundFaults(settings.faults);
  // By now the services have said what they can do.
  settings.faults.add(...settings.firstFaults);
  const tellTruth = () => writeRunningFile(settings.directory, truthFile, toldOf(settings));
  undo.defer(tellTruth());
  undo.defer(writeRunningFile(settings.directory, controlFile, { url: control.url }));
  const endpoints = inOrder(names, started) as EndpointsByService;
  const tellEndpoints = () => writeRunningFile(settings.directory, endpointsFile, endpoints);
  undo.defer(tellEndpoints());
  undo.defer(
    settings.sources.listen(() => {
      tellTruth();
      tellEndpoints();
    }),
  );
  return {
    ...{ endpoints, controlUrl: control.url },
    get truth() {
      return truth();
    },
    clock: playgroundClock(clock),
    faults,
    fault: (written) => faultScope(faults, written),
    ...{ journal: settings.journal, settle },
    reset: (...only) => reset(...parseServices(only)),
  };
}

async function restartableOf<Name extends ServiceName>(
  name: Name,
  given: Making<Settings, Credentials[Name]>,
): Promise<Restartable<EndpointsByService[Name]>> {
  const { load, address } = manifestOf(name);
  const create = await load();
  return restartable(
    (port = given.port) => create({ ...given, port }),
    (endpoints) => portIn(address(endpoints)),
  );
}

function inOrder(
  names: readonly ServiceName[],
  started: Partial<EndpointsByService>,
): Partial<EndpointsByService> {
  return Object.fromEntries(names.map((name) => [name, started[name]]));
}

async function resetOne(service: Restartable<unknown> | undefined, name: ServiceName): Promise<void> {
  if (!service) throw new PlaygroundError('ERR_NOT_STARTED', `${name} is not started in this world.`);
  await service.reset();
}
