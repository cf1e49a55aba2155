import { rm } from 'node:fs/promises';
import { openAuthority } from '../authority/open-authority.ts';
import { portIn } from '../core/place.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { type Restartable, restartable } from '../core/supervision/restartable.ts';
import { Undo } from '../core/undo.ts';
import type { World } from '../fixtures/world.ts';
import type { Making } from '../services/manifest.ts';
import { claimDirectory } from './claim.ts';
import { certificatesIn, keepClientCertificate } from './client-certificate.ts';
import { controlledClockOf } from './clock/controlled-clock-of.ts';
import { type PlaygroundClock, playgroundClock } from './clock/playground-clock.ts';
import { controlFile } from './control/control-file.ts';
import { CONTROL_PORT } from './control/control-port.ts';
import { openControl } from './control/open-control.ts';
import { credentialsOf } from './credentials.ts';
import { eachAfterOthers } from './each-after-others.ts';
import { endpointsFile } from './endpoints-file.ts';
import {
  type Credentials,
  type EndpointsByService,
  manifestOf,
  type ServiceName,
  serviceNames,
} from './manifests.ts';
import { offersOf } from './offers.ts';
import { type PlaygroundOptions, type Ports, parsePorts, parseSettings } from './options.ts';
import { keepOutOfGit } from './own-gitignore.ts';
import { firstFreePort } from './port.ts';
import { clearRunningFile, writeRunningFile } from './running-file.ts';
import { type AskedService, type FormerName, type ServiceOf, serviceNameOf } from './service-names.ts';
import type { Settings } from './settings.ts';
import { supervise } from './supervision.ts';
import { truthFile, truthOf } from './truth.ts';

/** Running services: where they are, and what can be done with all of them at once. */
export interface Playground<Name extends ServiceName = ServiceName> extends AsyncDisposable {
  readonly endpoints: Pick<EndpointsByService, Name>;
  /** Where it answers `/_playground/*` for all services at once, without a slash at the end. */
  readonly controlUrl: string;
  /** What time it is in the world, and what moves it. */
  readonly clock: PlaygroundClock;
  /** What its sources show: every table at any instant, and what happens in it. */
  readonly world: World;
  /** Brings every service back to the data and the time of the start, or the named ones to the data of now. */
  reset(...services: (Name | FormerName)[]): Promise<void>;
  /** Stops every service, the last started first. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a playground. If a service fails to start, those that did are stopped again and the error is that
 * service's own.
 *
 * ```ts
 * await using playground = await createPlayground({ services: ['api'] });
 * await fetch(`${playground.endpoints.api.url}/pagination/offset`);
 * ```
 *
 * @throws PlaygroundError `ERR_BAD_OPTION`, `ERR_PORT_TAKEN` or `ERR_SERVICE_FAILED`
 */
export function createPlayground<Asked extends AskedService = ServiceName>(
  options: PlaygroundOptions<Asked> = {},
): Promise<Playground<ServiceOf<Asked>>> {
  const names = parseServices(options.services ?? serviceNames);
  const ports = parsePorts(options);
  const settings = parseSettings(options);
  return Undo.onFailure(async (undo) => {
    if (settings.temporary) undo.defer(() => rm(settings.directory, { recursive: true, force: true }));
    undo.defer(await claimDirectory(settings.directory, settings.logger));
    await keepOutOfGit(settings.directory, settings.logger);
    for (const file of [endpointsFile, truthFile, controlFile])
      await clearRunningFile<unknown>(settings.directory, file, settings.logger);
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
    const credentials = credentialsOf(settings.credentials);
    const certificates = certificatesIn(settings.directory);
    const authority = await openAuthority(certificates, settings.realClock);
    const clientCertificate = await keepClientCertificate(
      certificates,
      authority,
      settings.realClock,
      settings.logger,
    );
    const resetEach = async (chosen: readonly ServiceName[]): Promise<void> => {
      await Promise.all(chosen.map((name) => resetOne(services.get(name), name)));
    };
    // All of them begin again, at the time of the start; one comes back to the time that the others have.
    const reset = (...only: readonly ServiceName[]): Promise<void> =>
      only.length > 0 ? resetEach(only) : settings.worldClock.beginAgain(() => resetEach(names));
    const settle = async (): Promise<void> => {
      await Promise.all([...services.values()].map((service) => service.settle()));
    };
    const { World } = await import('../fixtures/world.ts');
    const world = new World(settings.dataset, { databasePeople: settings.postgresRows });
    const clock = controlledClockOf({ worldClock: settings.worldClock, name: settings.dataset.world, world });
    // First, because its port is taken or free at once.
    const control = await openControl(settings, await controlPortOf(options.controlPort, settings), {
      ...{ services: names, world, started, settle, reset, clock },
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
    undo.defer(writeRunningFile(settings.directory, truthFile, truthOf(settings)));
    undo.defer(writeRunningFile(settings.directory, controlFile, { url: control.url }));
    undo.defer(writeRunningFile(settings.directory, endpointsFile, inOrder(names, started)));
    return {
      endpoints: inOrder(names, started) as Pick<EndpointsByService, ServiceOf<Asked>>,
      controlUrl: control.url,
      clock: playgroundClock(clock),
      world,
      reset: (...only) => reset(...parseServices(only)),
      stop: () => undo.run(),
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
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

async function portOf(
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

async function controlPortOf(
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

function parseServices(asked: readonly string[]): readonly ServiceName[] {
  return [...new Set(asked.map(serviceNameOf))];
}

function inOrder(
  names: readonly ServiceName[],
  started: Partial<EndpointsByService>,
): Partial<EndpointsByService> {
  return Object.fromEntries(names.map((name) => [name, started[name]]));
}

async function resetOne(service: Restartable<unknown> | undefined, name: ServiceName): Promise<void> {
  if (!service) throw new PlaygroundError('ERR_NOT_STARTED', `${name} is not started in this playground.`);
  await service.reset();
}
