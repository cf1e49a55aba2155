import type { Authority } from '../authority/open-authority.ts';
import type { Clock } from '../core/clock.ts';
import type { Journal } from '../core/control/journal.ts';
import type { FaultPlan } from '../core/faults/fault-plan.ts';
import type { Lending } from '../core/lending.ts';
import type { Logger } from '../core/logger.ts';
import type { Place } from '../core/place.ts';
import type { Service } from '../core/service.ts';
import type { WorldClock } from '../core/world-clock.ts';
import type { WorldDoors } from '../core/worlds/world-doors.ts';
import type { Dataset } from '../fixtures/index.ts';
import type { Offer, Offered } from './offer.ts';

/** What every service is made from. A service that needs more says so in the type of its settings. */
export interface CommonSettings {
  /** Which of the worlds of its playground it is for; what a world has a name for may begin with it. */
  readonly worldName: string;
  /** Where the servers of further worlds are found. */
  readonly doors: WorldDoors;
  /** What the services of the playground lend to those of its further worlds. */
  readonly lending: Lending;
  readonly host: string;
  /** Names by which clients reach this machine, besides localhost and `host`. */
  readonly serverNames: readonly string[];
  /** Where the playground keeps its files; each service has its own folder below. */
  readonly directory: string;
  readonly dataset: Dataset;
  /** Where what clients do is noted: one for all services of a playground. */
  readonly journal: Journal;
  /** What goes wrong on purpose: one plan for all services of a playground. */
  readonly faults: FaultPlan;
  /** The time of the world. */
  readonly clock: Clock;
  /** The same, for sources in which things happen: they follow it. */
  readonly worldClock: WorldClock;
  /** The time of the machine, by which clients wait and sign. */
  readonly realClock: Clock;
  readonly logger: Logger;
}

export interface Making<Settings, Credentials> {
  readonly settings: Settings;
  readonly credentials: Credentials;
  /** 0 takes any free port. */
  readonly port: number;
  readonly authority: Authority;
  /** PEM: certificate and encrypted key. */
  readonly clientCertificate: string;
  /** What the services that were started before offer. */
  readonly offers: readonly Offered[];
}

/** One line of the table that is shown at the start: the source, its address, and how to log in. */
type BannerRow = readonly [source: string, address: string, credentials: string];

export interface Banner {
  /** Text before the table: all that there is, where a row cannot tell it. */
  readonly chapter?: string;
  readonly rows: readonly BannerRow[];
  /** Commands to copy, and what else there is to say. */
  readonly lines: readonly string[];
}

/** What the set-up of the containers knows, for endpoints that no service has announced yet. */
export interface ContainerMaterial<Credentials> {
  readonly credentials: Credentials;
  /** PEM of the authority that all certificates are from. */
  readonly caCertificate: string;
  /** Where clients find it. */
  readonly caFile: string;
  /** Where the container that seeds the others answers. */
  readonly seederUrl: string;
  /** What the services offer that this one starts after. */
  readonly offers: readonly Offer[];
}

/** A service in a container of its own, as in docker-compose.yml and deploy/kubernetes. */
interface ContainerFacts<Endpoints, Credentials> {
  /** Without its tag where it is ours. */
  readonly image: string;
  /** The path that a health check asks. Left out: it is well when it accepts connections. */
  readonly healthPath?: string;
  /** Where clients in the same network find it, as far as that is not its name and its documented port. */
  readonly inNetwork?: { readonly host?: string; readonly port?: number };
  /** What clients call it beside its name, which its certificate must say too. */
  readonly names?: readonly string[];
  /** Its endpoints for clients at any place. Left out: they need what only the set-up makes. */
  announced?(material: ContainerMaterial<Credentials>): Promise<Endpoints>;
}

type Variables = Readonly<Record<string, string>>;

/**
 * All that the rest of the playground needs to know of a service: `services/NAME/manifest.ts`. Whatever lists services
 * is derived from these. Loading a manifest loads no server.
 */
export interface Manifest<
  Name extends string,
  Endpoints,
  Settings,
  Credentials,
  Former extends string = never,
> {
  readonly name: Name;
  /** Names that people used before; they are accepted where a service is asked for. */
  readonly formerNames?: readonly Former[];
  /** Its folder in `services/`, where that is not called as it is. */
  readonly folder?: string;
  /** Where clients expect it, if nothing else was asked for. */
  readonly documentedPort: number;
  /** Whether that port must be had, because clients have it written in. */
  readonly portIsFixed?: boolean;
  /** What no further world may be called, because it means something else here. */
  readonly reservedNames?: readonly string[];
  /** Starts only after these, if they are started at all. */
  readonly after: readonly string[];
  /**
   * `fixed`: the same on every machine and every day. `random`: new secrets, under the same names. `ofWorld`: either of
   * them for a further world, whose name shows in all that clients send first.
   */
  readonly credentials: {
    readonly fixed: Credentials;
    random(): Credentials;
    ofWorld(world: string, credentials: Credentials): Credentials;
  };
  /** Ends what a killed playground left in the directory, before a port is looked for. */
  clear?(directory: string): Promise<void>;
  /** Loads the server, which code that only needs its address does not need. */
  load(): Promise<(making: Making<Settings, Credentials>) => Service<Endpoints>>;
  /** Endpoints without what may be left out: the form that a file of endpoints must have. */
  readonly sample: Endpoints;
  /** Where it listens, as a URL. */
  address(endpoints: Endpoints): string;
  /** The endpoints as clients at another place must have them. */
  at(endpoints: Endpoints, place: Place): Endpoints;
  /** The hosts that clients ask themselves, not through the gateway. */
  hosts(endpoints: Endpoints): readonly string[];
  /**
   * Where it is, as environment variables: the names that its clients read by themselves where there are such names
   * (`PGHOST`, `AWS_ENDPOINT_URL_S3`), `PLAYGROUND_…` otherwise.
   *
   * @param ownHosts the hosts of all services that run
   */
  variables(endpoints: Endpoints, ownHosts: readonly string[]): Variables;
  banner(endpoints: Endpoints): Banner | Promise<Banner>;
  /** Resets it over the wire, wherever it runs. Undefined for a service that has nothing to reset from outside. */
  reset?(endpoints: Endpoints): Promise<void>;
  /** What other services may build on. Default: nothing. */
  offer?(endpoints: Endpoints): Offer;
  /** Left out: there is no container of it. */
  readonly container?: ContainerFacts<Endpoints, Credentials>;
}
