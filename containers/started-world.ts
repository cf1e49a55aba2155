import type { Configuration } from '../connectors/example.ts';
import { configurationOf, exampleOf } from '../connectors/examples.ts';
import type { Fault } from '../core/faults/fault.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { createDataset } from '../fixtures/dataset.ts';
import { World } from '../fixtures/world.ts';
import { type StartedClock, startedClock } from '../playground/clock/started-clock.ts';
import { environmentOf } from '../playground/environment.ts';
import { type StartedFaults, startedFaults } from '../playground/faults/started-faults.ts';
import type { EndpointsByService } from '../playground/manifests.ts';
import type { Truth } from '../playground/truth.ts';
import { deleteWorld } from '../playground/worlds/remote-worlds.ts';
import type { HostView } from './host-view.ts';
import { resetView } from './reset-view.ts';
import type { WorldService } from './world-endpoints.ts';

interface Parts {
  readonly name: string;
  readonly view: HostView;
  /** Where its playground answers, without a slash at the end. */
  readonly makerUrl: string;
  readonly truth: Truth;
  /** On this machine. */
  readonly folder: string;
}

/** A further world of a playground in a container, at the ports of that one. It ends with its container, or its scope. */
export class StartedWorld<Name extends WorldService = WorldService> implements AsyncDisposable {
  readonly name: string;
  /** What time it is in it, and what moves it. */
  readonly clock: StartedClock = startedClock(() => this.controlUrl);
  /** What goes wrong in it. Faults of its database are refused: they happen at the port of the world alone. */
  readonly faults: StartedFaults = startedFaults(() => this.controlUrl, requireReached);
  readonly #parts: Parts;
  #truth: World | undefined;
  #deleting: Promise<void> | undefined;

  /** Made by `StartedConnectorPlaygroundContainer.world()`. */
  constructor(parts: Parts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  /** As a world of `createPlayground()` has them, but that they say at the port of the playground which world is meant. */
  get endpoints(): Pick<EndpointsByService, Name> {
    return this.#parts.view.endpoints as Pick<EndpointsByService, Name>;
  }

  /** Where `/_playground/*` answers for this world, without a slash at the end. */
  get controlUrl(): string {
    return this.#parts.view.controlUrl;
  }

  /** What its sources show: every table at any instant, and what happens in it. Computed here. */
  get truth(): World {
    const { postgresRows, declared, ...dataset } = this.#parts.truth;
    this.#truth ??= new World(createDataset(dataset), { databasePeople: postgresRows }, declared);
    return this.#truth;
  }

  /** Brings every source back to the data and the time of the start, or the named ones to the data of now. */
  reset(...services: Name[]): Promise<void> {
    return resetView(this.#parts.view, services);
  }

  /** The ready `configuration.json` of a public connector example: `pagination/keyset`. */
  async configurationFor(example: string): Promise<Configuration> {
    return configurationOf(exampleOf(example), this.#parts.view.endpoints, this.#parts.folder);
  }

  /** Where everything is, as environment variables for a program on this machine. */
  environment(): Readonly<Record<string, string>> {
    return environmentOf(this.#parts.view.endpoints, this.controlUrl);
  }

  /** Stops its services and removes all that it has. May be called twice. */
  delete(): Promise<void> {
    this.#deleting ??= deleteWorld(this.#parts.makerUrl, this.name);
    return this.#deleting;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.delete();
  }
}

/** The port of the playground leads to the database itself, where nothing can go wrong on purpose. */
function requireReached({ on, do: now = {} }: Fault): void {
  const isOfDatabase = on.sql !== undefined || on.tcp === 'postgres' || on.service === 'postgres';
  if (!isOfDatabase && now.sqlstate === undefined && now.terminate !== 'backend') return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    'Faults of the database happen at the port of its world, which a container does not publish. ' +
      'Take createPlayground(), whose worlds have them.',
  );
}
