import { rm } from 'node:fs/promises';
import { openAuthority } from '../authority/open-authority.ts';
import { Undo } from '../core/undo.ts';
import { readRecordings } from '../recordings/read/read-recording.ts';
import { certificatesIn, keepClientCertificate } from './client-certificate.ts';
import { resumeClock } from './clock/resume-clock.ts';
import { worldPages } from './control/world-pages.ts';
import { credentialsOf } from './credentials.ts';
import { type ServiceName, serviceNames } from './manifests.ts';
import { type PlaygroundOptions, parsePorts, parseSettings } from './options.ts';
import { keepOutOfGit } from './own-gitignore.ts';
import { type AskedService, parseServices, type ServiceOf } from './service-names.ts';
import { type PlaygroundSources, playgroundSources } from './sources/playground-sources.ts';
import { clearWorlds } from './worlds/folders.ts';
import { FurtherWorlds, type PlaygroundWorld } from './worlds/further-worlds.ts';
import { type RunningWorld, runWorld } from './worlds/running-world.ts';
import { takeFolder } from './worlds/take-folder.ts';
import type { WorldOptions } from './worlds/world-options.ts';

/** Running services: where they are, and what can be done with all of them at once. */
export interface Playground<Name extends ServiceName = ServiceName>
  extends RunningWorld<Name>,
    AsyncDisposable {
  /**
   * Makes a further world, with rows, a clock, a journal and credentials of its own, on ports of its own. It ends with
   * its playground.
   *
   * ```ts
   * await using world = await playground.world('w1', { world: 'living', seed: 7 });
   * await fetch(`${world.endpoints.api.url}/pagination/keyset`);
   * ```
   *
   * @param name lower-case letters, digits and hyphens
   * @param options what it has otherwise than the playground
   * @throws PlaygroundError `ERR_BAD_OPTION`, also for a name that a world has already
   */
  world(name: string): Promise<PlaygroundWorld<Name>>;
  world<Asked extends AskedService = Name>(
    name: string,
    options: WorldOptions<Asked>,
  ): Promise<PlaygroundWorld<ServiceOf<Asked>>>;
  /** The further worlds that run, in the order in which they were made. */
  worlds(): readonly PlaygroundWorld[];
  /** The sources of one's own that it answers for, in its further worlds too. They can be others while it runs. */
  readonly sources: PlaygroundSources;
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
  const services = parseServices(options.services ?? serviceNames);
  const ports = parsePorts(options);
  const asked = parseSettings(options);
  const { directory, realClock, logger } = asked;
  return Undo.onFailure(async (undo) => {
    const replays = await readRecordings(options.replays);
    if (asked.temporary) undo.defer(() => rm(directory, { recursive: true, force: true }));
    await takeFolder(asked, undo);
    const worldClock = await resumeClock(asked, undo);
    const settings = { ...asked, replays, worldClock, clock: worldClock.now };
    await clearWorlds(directory);
    await keepOutOfGit(directory, logger);
    const certificates = certificatesIn(directory);
    const authority = await openAuthority(certificates, realClock);
    const clientCertificate = await keepClientCertificate(certificates, authority, realClock, logger);
    const vouched = { authority, clientCertificate };
    const credentials = credentialsOf(settings.credentials);
    const { controlPort } = options;
    const further = new FurtherWorlds({ options, settings, services, ...vouched });
    const pages = worldPages(further);
    const parts = { services, ports, controlPort, credentials, pages, ...vouched };
    const world = await runWorld(settings, parts, undo);
    const { controlUrl, clock, faults, fault, journal, settle, reset } = world;
    undo.defer(() => further.end());
    return {
      endpoints: world.endpoints as Playground<ServiceOf<Asked>>['endpoints'],
      ...{ controlUrl, clock, faults, fault, journal, settle, reset },
      // Made when it is asked for.
      get truth() {
        return world.truth;
      },
      world: (name: string, asked: WorldOptions = {}) => further.make(name, asked) as never,
      worlds: () => further.all(),
      sources: playgroundSources(settings),
      stop: () => undo.run(),
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
}
