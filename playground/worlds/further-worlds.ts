import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Authority } from '../../authority/open-authority.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { loggerWith } from '../../core/masking-logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { Undo } from '../../core/undo.ts';
import { readRecordings } from '../../recordings/read/read-recording.ts';
import { certificatesIn, writeClientCertificate } from '../client-certificate.ts';
import { credentialsOf, credentialsOfWorld } from '../credentials.ts';
import type { ServiceName } from '../manifests.ts';
import { type PlaygroundOptions, parsePorts, parseSettings } from '../options.ts';
import { parseServices } from '../service-names.ts';
import type { Settings } from '../settings.ts';
import { worldsIn } from './folders.ts';
import { type RunningWorld, runWorld } from './running-world.ts';
import { takeFolder } from './take-folder.ts';
import { parseWorldName } from './world-name.ts';
import type { WorldOptions } from './world-options.ts';

/** A world beside that of the playground itself. Its scope deletes it. */
export interface PlaygroundWorld<Name extends ServiceName = ServiceName>
  extends RunningWorld<Name>,
    AsyncDisposable {
  readonly name: string;
  /** Stops its services and removes all that it has. May be called twice. */
  delete(): Promise<void>;
}

/** What a playground lends to its worlds. */
interface Home {
  readonly options: PlaygroundOptions;
  readonly settings: Settings;
  /** Those that the playground runs. */
  readonly services: readonly ServiceName[];
  readonly authority: Authority;
  readonly clientCertificate: string;
}

/** Each has a listener for each of its services, and somebody may forget to delete them. */
const MOST_WORLDS = 256;

/** A world, from the moment at which it is asked for. */
interface Entry {
  /** Ends its start. */
  readonly abort: AbortController;
  readonly making: Promise<PlaygroundWorld>;
}

/** The worlds that a playground has besides its own. */
export class FurtherWorlds {
  readonly #home: Home;
  readonly #entries = new Map<string, Entry>();
  readonly #running = new Map<string, PlaygroundWorld>();
  #isEnded = false;

  constructor(home: Home) {
    this.#home = home;
  }

  all(): readonly PlaygroundWorld[] {
    return [...this.#running.values()];
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` that names the value, `ERR_NOT_STARTED` when the playground has stopped */
  async make(asked: string, options: WorldOptions): Promise<PlaygroundWorld> {
    const name = parseWorldName(asked);
    if (this.#isEnded) throw hasStopped(name);
    if (this.#entries.has(name)) {
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `There is a world '${name}' already. Delete it first, or give this one another name.`,
      );
    }
    if (this.#entries.size >= MOST_WORLDS) {
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `There are ${MOST_WORLDS} worlds already, and that is the most. Delete one first.`,
      );
    }
    const abort = new AbortController();
    const making = this.#open(name, options, abort.signal);
    this.#entries.set(name, { abort, making });
    try {
      return await making;
    } catch (error) {
      this.#entries.delete(name);
      throw error;
    }
  }

  /** Deletes them all. No other can be made afterwards. */
  async end(): Promise<void> {
    this.#isEnded = true;
    const ends = [...this.#entries].map(async ([name, { abort, making }]) => {
      abort.abort(hasStopped(name));
      const world = await making.catch(() => undefined);
      await world?.delete();
    });
    await Promise.all(ends);
  }

  #open(name: string, options: WorldOptions, signal: AbortSignal): Promise<PlaygroundWorld> {
    return Undo.onFailure(async (undo) => {
      const { authority, clientCertificate } = this.#home;
      const replays = options.replays ? await readRecordings(options.replays) : this.#home.settings.replays;
      const settings = { ...this.#settingsOf(name, options), replays, signal };
      const { directory } = settings;
      const parts = {
        services: this.#servicesOf(options),
        ports: parsePorts(options),
        controlPort: options.controlPort,
        credentials: credentialsOfWorld(name, credentialsOf(settings.credentials)),
      };
      undo.defer(() => rm(directory, { recursive: true, force: true }));
      await takeFolder(settings, undo);
      // Where commands look for it.
      await makeFolder(certificatesIn(directory));
      writeClientCertificate(certificatesIn(directory), clientCertificate);
      const world = await runWorld(settings, { ...parts, authority, clientCertificate }, undo);
      let ending: Promise<void> | undefined;
      const end = (): Promise<void> => {
        this.#running.delete(name);
        // Its name is free when nothing is left of it.
        ending ??= undo.run().finally(() => this.#entries.delete(name));
        return ending;
      };
      const { endpoints, controlUrl, clock, faults, fault, journal, settle, reset } = world;
      const running: PlaygroundWorld = {
        ...{
          name,
          endpoints,
          controlUrl,
          clock,
          faults,
          journal,
          settle,
          fault,
          reset,
          delete: end,
          [Symbol.asyncDispose]: end,
        },
        // Made when it is asked for.
        get truth() {
          return world.truth;
        },
      };
      this.#running.set(name, running);
      return running;
    });
  }

  #settingsOf(name: string, { preset, ...asked }: WorldOptions): Settings {
    const { options, settings } = this.#home;
    const { ports: _, controlPort: __, signal: ___, onFatal: ____, faults: _____, ...common } = options;
    const given: PlaygroundOptions = {
      ...common,
      serverNames: [...(common.serverNames ?? []), `${name}.localhost`],
      // Of `now` it is the one that the playground has.
      anchor: new Date(settings.anchor),
      ...asked,
      ...(preset !== undefined && { world: preset }),
      ...(options.logger && { logger: loggerWith({ world: name }, options.logger) }),
      defaultPorts: 'any',
      directory: path.join(worldsIn(settings.directory), name),
    };
    // Its sources are those that the playground has at any time.
    const { lending, doors, sources } = settings;
    return { ...parseSettings({ ...given, sources: [] }, name), lending, doors, sources };
  }

  #servicesOf({ services }: WorldOptions): readonly ServiceName[] {
    return services === undefined ? this.#home.services : parseServices(services);
  }
}

function hasStopped(name: string): PlaygroundError {
  return new PlaygroundError('ERR_NOT_STARTED', `The playground has stopped, so it has no world '${name}'.`);
}
