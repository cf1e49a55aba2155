import { type Clock, systemClock } from '../../core/clock.ts';
import type { Journal } from '../../core/control/journal.ts';
import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { createDataset, type Dataset } from '../../fixtures/dataset.ts';
import type { RecordedEntry } from '../../recordings/read/parse-har.ts';
import type { Recording } from '../../recordings/recording.ts';
import { DeclaredSources } from '../../sources/declared-sources.ts';
import type { DirectPorts } from './endpoints.ts';
import type { StandIn } from './stand-in.ts';
import type { Upstream } from './upstream.ts';

/** What a TLS server shows: PEM texts, `cert` with its chain. */
interface HostCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface GatewayOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Also answers those who resolve public names to this machine; 0 takes any free port. Left out: nobody. */
  readonly direct?: DirectPorts;
  /** What clients call it beside localhost and its address, when they ask for `/_playground/*`. */
  readonly serverNames: readonly string[];
  /** How long a stop still answers (see `ListenOptions`), so that a replica can go without a failed request. */
  readonly drainMs: number;
  readonly dataset: Dataset;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Default: one of its own, which is empty. */
  readonly faults: FaultPlan;
  readonly clock: Clock;
  /** By which clients wait. */
  readonly realClock: Clock;
  /** Waited for before each request. Left out: the clock is in this process. */
  readonly catchUp?: () => Promise<void>;
  /** Of which world it is. Left out: there is one. */
  readonly world?: ServerWorld;
  readonly logger: Logger;
  /** Makes a certificate for a host. Asked once for each; what it gives is kept. */
  readonly issue: (host: string) => Promise<HostCertificate>;
  /** Where clients find the certificate of the authority behind `issue`. Only repeated in the endpoints. */
  readonly caFile: string;
  /** PEM: who must have signed a client certificate for it to count. A client needs none. */
  readonly clientCa: string;
  /** Of two that name the same host the later one answers. */
  readonly standIns: readonly StandIn[];
  /** They win over stand-ins for the same host. */
  readonly sources: DeclaredSources;
  readonly upstreams: readonly Upstream[];
  /** Names (`*` stands for any text) that are let through to the real network. They win over stand-ins and upstreams. */
  readonly allowedHosts: readonly string[];
  /** What was recorded of hosts, which is answered again. It wins over stand-ins, upstreams and allowed hosts. */
  readonly replays: readonly RecordedEntry[];
  /** Names of parameters and members of a body that need not be as recorded; `*` stands for any text. */
  readonly replayIgnore: readonly string[];
  /** Takes down what its hosts are asked and answer; they are let through, and win over all others. Left out: nothing is. */
  readonly recording?: Recording | undefined;
  /** How long a server behind the gateway may take to accept a connection. */
  readonly connectTimeoutMs: number;
  /** How long a client may take for the TLS handshake inside a tunnel. */
  readonly handshakeTimeoutMs: number;
  /** How long a body may take that a stand-in reads, and what is left of any body when its request is answered. */
  readonly bodyTimeoutMs: number;
  /** A tunnel or a relayed request that is silent for so long is cut. */
  readonly idleTimeoutMs: number;
}

/** What only the caller can know. */
type GivenByCaller = 'issue' | 'caFile' | 'clientCa';

export const defaultGatewayOptions: Omit<GatewayOptions, GivenByCaller | 'journal' | 'faults'> = {
  host: '127.0.0.1',
  port: 8080,
  drainMs: 0,
  serverNames: [],
  dataset: createDataset(),
  clock: systemClock,
  realClock: systemClock,
  logger: silentLogger,
  standIns: [],
  sources: new DeclaredSources(),
  upstreams: [],
  allowedHosts: [],
  replays: [],
  replayIgnore: [],
  connectTimeoutMs: 10_000,
  handshakeTimeoutMs: 10_000,
  bodyTimeoutMs: 60_000,
  idleTimeoutMs: 600_000,
};

/** Everything has a default but the certificates. */
export type GivenGatewayOptions = Partial<GatewayOptions> & Pick<GatewayOptions, GivenByCaller>;
