import type { RestartOptions, StartedTestContainer } from 'testcontainers';
import type { Configuration } from '../connectors/example.ts';
import { configurationOf, exampleOf } from '../connectors/examples.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { type StartedClock, startedClock } from '../playground/clock/started-clock.ts';
import { environmentOf } from '../playground/environment.ts';
import { type StartedFaults, startedFaults } from '../playground/faults/started-faults.ts';
import type { EndpointsByService, ServiceName } from '../playground/manifests.ts';
import { type AskedService, type ServiceOf, serviceNameOf } from '../playground/service-names.ts';
import type { HostFolder } from './host-folder.ts';
import { type HostView, viewOf } from './host-view.ts';
import { makeWorld } from './make-world.ts';
import { pointVault } from './point-vault.ts';
import { resetView } from './reset-view.ts';
import { StartedSources } from './sources.ts';
import type { StartedWorld } from './started-world.ts';
import type { WorldService } from './world-endpoints.ts';
import type { ContainerWorldOptions } from './world-order.ts';

interface Parts {
  readonly seed: number | undefined;
  readonly folder: HostFolder;
  readonly view: HostView;
}

const DEFAULT_SEED = 42;

/** A running playground. Addresses, ports and paths are those of the machine that the tests run on. */
export class StartedConnectorPlaygroundContainer<
  Name extends ServiceName = ServiceName,
> extends StartedSources {
  /** Which world it is. */
  readonly seed: number;
  /** What time it is in the world, and what moves it. */
  readonly clock: StartedClock = startedClock(() => this.getControlUrl());
  /** What goes wrong in it. */
  readonly faults: StartedFaults = startedFaults(() => this.getControlUrl());
  readonly #folder: HostFolder;
  #view: HostView;

  /** Made by `ConnectorPlaygroundContainer.start()`. */
  constructor(container: StartedTestContainer, { seed = DEFAULT_SEED, folder, view }: Parts) {
    super(container);
    this.seed = seed;
    this.#folder = folder;
    this.#view = view;
  }

  /** In the very shape of `createPlayground().endpoints`. */
  get endpoints(): Pick<EndpointsByService, Name> {
    return this.#view.endpoints as Pick<EndpointsByService, Name>;
  }

  /**
   * Where `/_playground/*` answers for all sources at once: health, journal, metrics, clock and reset. Without a slash at the
   * end.
   */
  getControlUrl(): string {
    return this.#view.controlUrl;
  }

  /** The certificate (PEM) that clients must trust wherever they connect with TLS. */
  get caCertificate(): string {
    return this.#view.caCertificate;
  }

  /** Brings every source back to the data and the time of the start, or the named ones to the data of now. */
  async reset(...sources: AskedService[]): Promise<void> {
    await resetView(this.#view, sources.map(serviceNameOf));
  }

  /**
   * The ready `configuration.json` of a public connector example, by its path or the end of it: `pagination/keyset`.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` that lists the nearest paths, or `ERR_NOT_STARTED` that names what it needs
   */
  async configurationFor(example: string): Promise<Configuration> {
    return configurationOf(exampleOf(example), this.#view.endpoints, this.#folder.path);
  }

  /** Where everything is, as environment variables for a program on this machine: what `playground env` prints. */
  environment(): Readonly<Record<string, string>> {
    return environmentOf(this.#view.endpoints, this.#view.controlUrl);
  }

  /**
   * Makes a further world, with rows, a clock, a journal and credentials of its own, at the ports of the playground. It ends
   * with its container, and with a restart of that.
   *
   * ```ts
   * await using world = await playground.world('w1', { world: 'living', seed: 7 });
   * await fetch(`${world.endpoints.api.url}/pagination/keyset`);
   * ```
   *
   * Without `services` it has those of the container but two, which answer for a world at its own port alone (docs/worlds.md).
   *
   * @param name lower-case letters, digits and hyphens
   * @throws PlaygroundError `ERR_BAD_OPTION`, also for a name that a world has already, and for these two services
   */
  world(name: string): Promise<StartedWorld<Name & WorldService>>;
  world<Asked extends AskedService = Name & WorldService>(
    name: string,
    options: ContainerWorldOptions<Asked>,
  ): Promise<StartedWorld<ServiceOf<Asked> & WorldService>>;
  async world(name: string, options: ContainerWorldOptions = {}): Promise<StartedWorld<never>> {
    const container = this.startedTestContainer;
    return (await makeWorld({ container, folder: this.#folder, view: this.#view }, name, options)) as never;
  }

  /** Afterwards the endpoints are others: the engine gives the container new ports. */
  override async restart(options?: Partial<RestartOptions>): Promise<void> {
    await super.restart(options);
    this.#view = await viewOf(this.startedTestContainer, this.#folder);
    await pointVault(this.#view);
  }

  protected override containerStopped(): Promise<void> {
    return this.#folder.remove();
  }

  protected override endpointsOf<Asked extends ServiceName>(service: Asked): EndpointsByService[Asked] {
    const endpoints = this.#view.endpoints[service];
    if (endpoints !== undefined) return endpoints as EndpointsByService[Asked];
    throw new PlaygroundError('ERR_NOT_STARTED', `${service} is not among the services of this container.`);
  }
}
