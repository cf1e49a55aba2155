import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getContainerPort, Wait } from 'testcontainers';
import { DEFAULT_CAPACITY, MOST_CAPACITY } from '../core/capacity.ts';
import { parseFaults } from '../core/faults/parse-fault.ts';
import type { WrittenFault } from '../core/faults/written-fault.ts';
import { hostPattern } from '../core/host-pattern.ts';
import { Undo } from '../core/undo.ts';
import { MOST_RECORDS } from '../fixtures/dataset.ts';
import { CONTROL_PORT } from '../playground/control/control-port.ts';
import { manifestOf, type ServiceName, serviceNames } from '../playground/manifests.ts';
import { type AskedService, type ServiceOf, serviceNameOf } from '../playground/service-names.ts';
import { MOST_ROWS } from '../services/postgres-seed/options.ts';
import { HostFolder } from './host-folder.ts';
import { FOLDER_INSIDE, viewOf } from './host-view.ts';
import { pointVault } from './point-vault.ts';
import { anchorText, moduleOf, rate, textList, worldText } from './setting-values.ts';
import { argumentsOf, type ContainerSettings } from './settings.ts';
import { StartedConnectorPlaygroundContainer } from './started-connector-playground-container.ts';
import { nonEmptyText, oneOf, refused, wholeNumber, wholeSeed } from './support/checks.ts';
import { otherNames } from './support/server-names.ts';
import { SourceContainer } from './support/source-container.ts';

const READY = /"event":"ready"/;
const STAND_INS_INSIDE = '/home/node/stand-ins';
const FAULTS_INSIDE = '/home/node/faults.json';
const READABLE_BY_ALL = 0o644;
const MOST_S3_FILES = 1e6;

/**
 * The whole playground in one container.
 *
 * ```ts
 * await using playground = await new ConnectorPlaygroundContainer('connector-playground')
 *   .withServices('api', 's3')
 *   .withRecords(1_000)
 *   .start();
 * await fetch(`${playground.apiUrl}/pagination/offset`);
 * ```
 *
 * Everything that `GenericContainer` has works too. `withCommand` takes further options of `playground up`.
 */
export class ConnectorPlaygroundContainer<Name extends ServiceName = ServiceName> extends SourceContainer {
  #settings: ContainerSettings = {};
  #seed: number | 'random' | undefined;
  #furtherArguments: readonly string[] = [];
  readonly #standIns: string[] = [];
  #faults = '';

  /** @param image built in a clone by `docker build -t connector-playground .` */
  constructor(image: string) {
    super(image);
    this.withWaitStrategy(Wait.forLogMessage(READY));
  }

  /** Which sources to start; all of them by default. The started container knows which. */
  withServices<Asked extends AskedService>(
    ...sources: Asked[]
  ): ConnectorPlaygroundContainer<ServiceOf<Asked>> {
    if (sources.length === 0)
      throw refused('withServices', 'at least one source; without it all are started', sources);
    this.#set({ services: sources.map(serviceNameOf) });
    return this as unknown as ConnectorPlaygroundContainer<ServiceOf<Asked>>;
  }

  /** Which world: a whole number, or `random`; the started container tells which it was. Default 42. */
  withSeed(seed: number | 'random'): this {
    this.#seed = seed === 'random' ? seed : wholeSeed(seed);
    return this;
  }

  /** How many people live in it, 0 to 1e12. Default 200. */
  withRecords(records: number): this {
    return this.#set({ records: wholeNumber('withRecords', records, 0, MOST_RECORDS) });
  }

  /** The instant before which the newest of them was updated, or `now`. Default 2026-01-01. */
  withAnchor(anchor: Date | string): this {
    return this.#set({ anchor: anchorText(anchor) });
  }

  /** Whether rows come, change and go as time passes (`living`, `living+late`), or stay as they are (`still`, the default). */
  withWorld(world: string): this {
    return this.#set({ world: worldText(world) });
  }

  /** How many seconds of the world pass in a real one, 0 to a million. Default 1; 0 in a living world. */
  withClockRate(clockRate: number): this {
    return this.#set({ clockRate: rate('withClockRate', clockRate) });
  }

  /** How many rows the table `people` of the database has, 0 to 100 million. Default 20,000. */
  withPostgresRows(postgresRows: number): this {
    return this.#set({ postgresRows: wholeNumber('withPostgresRows', postgresRows, 0, MOST_ROWS) });
  }

  /** How many CSV files the bucket has under `parallel/` beside the eight tables. Default none. */
  withS3Files(s3Files: number): this {
    return this.#set({ s3Files: wholeNumber('withS3Files', s3Files, 0, MOST_S3_FILES) });
  }

  /** Limits the API's requests: bursts of `capacity`, ten a second in the long run. Default: no limit. */
  withRateLimit(capacity = DEFAULT_CAPACITY): this {
    return this.#set({ rateLimit: { capacity: wholeNumber('withRateLimit', capacity, 1, MOST_CAPACITY) } });
  }

  /** `fixed` (the same everywhere, the default) or `random` (new at every start). */
  withCredentials(credentials: 'fixed' | 'random'): this {
    return this.#set({ credentials: oneOf('withCredentials', credentials, ['fixed', 'random']) });
  }

  /** Names that the gateway lets through to the network; `*` stands for any text. Default none. */
  withAllowedHosts(...allowedHosts: string[]): this {
    for (const host of allowedHosts)
      hostPattern(nonEmptyText('withAllowedHosts', "names, as in '*.example.com'", host));
    return this.#set({ allowedHosts });
  }

  /** What goes wrong from the start (docs/faults.md). Given again, the later plan holds. Default: nothing. */
  withFaults(plan: WrittenFault | readonly WrittenFault[]): this {
    parseFaults(plan, 'withFaults()');
    this.#faults = JSON.stringify(plan);
    return this.#set({ faults: FAULTS_INSIDE });
  }

  /** Modules of this machine, each of one file, that answer in place of public hosts (docs/gateway.md). Adds to those before. */
  withStandIns(...files: string[]): this {
    for (const file of files) this.#addStandIn(file);
    return this;
  }

  /** @deprecated until version 0.3: {@link withStandIns} */
  withStandIn(file: string): this {
    return this.withStandIns(file);
  }

  override withCommand(command: string[]): this {
    this.#furtherArguments = textList('withCommand', command);
    return this;
  }

  /**
   * @throws PlaygroundError `ERR_NO_ENGINE`, `ERR_NO_IMAGE` or `ERR_SERVICE_FAILED`, which has what the container said
   */
  override async start(): Promise<StartedConnectorPlaygroundContainer<Name>> {
    const seed = this.#seed === 'random' ? Math.floor(Math.random() * 2 ** 32) : this.#seed;
    const serverNames = await otherNames(this.networkAliases);
    super.withCommand([
      ...argumentsOf({ ...this.#settings, serverNames, ...(seed !== undefined && { seed }) }),
      ...this.#furtherArguments,
    ]);
    if (this.#faults !== '')
      this.withCopyContentToContainer([
        { content: this.#faults, target: FAULTS_INSIDE, mode: READABLE_BY_ALL },
      ]);
    this.#exposePorts();
    return Undo.onFailure(async (undo) => {
      const container = await super.start();
      undo.defer(async () => void (await container.stop()));
      const folder = await HostFolder.make(FOLDER_INSIDE);
      undo.defer(() => folder.remove());
      const view = await viewOf(container, folder);
      await pointVault(view);
      return new StartedConnectorPlaygroundContainer<Name>(container, { seed, folder, view });
    });
  }

  protected override async settings() {
    const standIns = await Promise.all(this.#standIns.map((file) => readFile(file, 'utf8')));
    return { standIns, faults: this.#faults };
  }

  #addStandIn(file: string): void {
    const target = path.posix.join(STAND_INS_INSIDE, path.basename(moduleOf(file)));
    if (target.includes(',')) throw refused('withStandIns', 'modules without a comma in the file name', file);
    if (this.#settings.standIns?.includes(target))
      throw refused('withStandIns', 'modules whose file names differ', file);
    this.withCopyFilesToContainer([{ source: path.resolve(file), target, mode: READABLE_BY_ALL }]);
    this.#standIns.push(file);
    this.#set({ standIns: [...(this.#settings.standIns ?? []), target] });
  }

  #exposePorts(): void {
    const exposed = this.exposedPorts.map(getContainerPort);
    const { services = serviceNames } = this.#settings;
    const ports = [...services.map((service) => manifestOf(service).documentedPort), CONTROL_PORT];
    this.withExposedPorts(...ports.filter((port) => !exposed.includes(port)));
  }

  #set(settings: ContainerSettings): this {
    this.#settings = { ...this.#settings, ...settings };
    return this;
  }
}
