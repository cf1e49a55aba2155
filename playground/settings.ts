import type { Clock } from '../core/clock.ts';
import type { Journal } from '../core/control/journal.ts';
import type { Fault } from '../core/faults/fault.ts';
import type { FaultPlan } from '../core/faults/fault-plan.ts';
import type { Lending } from '../core/lending.ts';
import type { Logger } from '../core/logger.ts';
import type { WorldClock } from '../core/world-clock.ts';
import type { WorldDoors } from '../core/worlds/world-doors.ts';
import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import type { Dataset } from '../fixtures/index.ts';
import type { RecordedEntry } from '../recordings/read/parse-har.ts';
import type { Recording } from '../recordings/recording.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';
import type { DeclaredSources } from '../sources/declared-sources.ts';

/** The options of a playground with every default filled in, and the dataset made. */
export interface Settings {
  /** Which of the worlds of its playground it is: `default`, or the name of a further one. */
  readonly worldName: string;
  readonly lending: Lending;
  readonly doors: WorldDoors;
  readonly dataset: Dataset;
  readonly seed: number;
  readonly records: number;
  readonly anchor: number;
  readonly world: string;
  readonly credentials: 'fixed' | 'random';
  readonly rateLimit: { readonly capacity: number } | undefined;
  readonly postgresRows: number;
  readonly s3Files: number;
  readonly standIns: readonly StandIn[];
  readonly sources: DeclaredSources;
  /** Tables that the world has besides its own and those of `sources`. */
  readonly declared: readonly TableDeclaration[];
  readonly allowedHosts: readonly string[];
  /** What the files have that were asked for: read where a world is started. */
  readonly replays: readonly RecordedEntry[];
  readonly replayIgnore: readonly string[];
  readonly recording: Recording | undefined;
  readonly host: string;
  readonly serverNames: readonly string[];
  readonly defaultPorts: 'any' | 'documented';
  readonly directory: string;
  readonly temporary: boolean;
  readonly journal: Journal;
  /** What goes wrong on purpose. */
  readonly faults: FaultPlan;
  /** What is in it from the start. */
  readonly firstFaults: readonly Fault[];
  readonly journalStatements: boolean;
  /** The time of the world. */
  readonly clock: Clock;
  /** The same, for sources in which things happen: they follow it. */
  readonly worldClock: WorldClock;
  /** What its rate was asked to be. */
  readonly clockRate: number | undefined;
  /** The time of the machine, by which clients judge certificates. */
  readonly realClock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
  readonly onFatal: ((error: unknown) => void) | undefined;
}
