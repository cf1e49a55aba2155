import os from 'node:os';
import path from 'node:path';
import { requireCapacity } from '../core/capacity.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { Journal } from '../core/control/journal.ts';
import { DEFAULT_JOURNAL_SIZE, requireJournalSize } from '../core/control/journal-size.ts';
import { FaultPlan } from '../core/faults/fault-plan.ts';
import { parseFaults } from '../core/faults/parse-fault.ts';
import type { WrittenFault } from '../core/faults/written-fault.ts';
import { Lending } from '../core/lending.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { maskingLogger } from '../core/masking-logger.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { WorldDoors } from '../core/worlds/world-doors.ts';
import { DEFAULT_WORLD } from '../core/worlds/world-name.ts';
import { createDataset, DEFAULT_DATASET } from '../fixtures/dataset.ts';
import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import { DEFAULT_SIZES } from '../fixtures/table-sizes.ts';
import type { Recording } from '../recordings/recording.ts';
import { parseAnchor } from '../services/dataset-from.ts';
import type { StandIn } from '../services/gateway/stand-in.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import { DeclaredSources } from '../sources/declared-sources.ts';
import { worldClockOf } from './clock/world-clock-of.ts';
import type { Ports } from './ports.ts';
import { type AskedService, serviceNameOf } from './service-names.ts';
import type { Settings } from './settings.ts';

export const DEFAULT_POSTGRES_ROWS = DEFAULT_SIZES.databasePeople;
export const DEFAULT_S3_FILES = 0;

/** What a playground may be asked for. Everything has a default; the defaults give the same world every time. */
export interface PlaygroundOptions<Asked extends AskedService = AskedService> {
  /** Which services to start; all of them by default. */
  readonly services?: readonly Asked[];
  /** Which world: a whole number. Default 42. */
  readonly seed?: number;
  /** How many people live in it, 0 to 1e12. Default 200. */
  readonly records?: number;
  /** The instant before which the newest person was updated: a Date, ISO 8601 text, or `now`. Default 2026-01-01. */
  readonly anchor?: Date | string;
  /** `fixed` (the same on every machine, the default) or `random` (new at every start). */
  readonly credentials?: 'fixed' | 'random';
  /** Limits the API's requests: bursts of `capacity`, ten a second in the long run. Default: no limit. */
  readonly rateLimit?: { readonly capacity: number };
  /** How many rows the table `people` of the database has, 0 to 100 million. Default 20,000. */
  readonly postgresRows?: number;
  /** How many CSV files the bucket has under `parallel/` besides the eight tables. Default none. */
  readonly s3Files?: number;
  /** Answer in place of further public hosts, or of those that have a stand-in already. */
  readonly standIns?: readonly StandIn[];
  /** Sources of one's own, as `readSource` reads them from a file (docs/your-own-source.md). Default: none. */
  readonly sources?: readonly SourceDeclaration[];
  /** Tables that the world has besides its own and those of `sources` (docs/your-own-source.md). Default: none. */
  readonly declared?: readonly TableDeclaration[];
  /** Names that the gateway lets through to the real network; `*` stands for any text. Default none. */
  readonly allowedHosts?: readonly string[];
  /** HAR files of hosts that are answered as they were recorded (docs/record-and-replay.md). Default none. */
  readonly replays?: readonly string[];
  /** Names of parameters and members of a body that need not be as recorded; `*` stands for any text. Default none. */
  readonly replayIgnore?: readonly string[];
  /** Takes down what its hosts are asked and answer; they are let through to the real network. Default: nothing is. */
  readonly recording?: Recording;
  /** Where services listen. Default 127.0.0.1. */
  readonly host?: string;
  /** Names by which clients reach this machine, besides localhost and `host`; certificates include them. Default: none. */
  readonly serverNames?: readonly string[];
  /** The port of a service; 0 is any free one. */
  readonly ports?: Partial<Record<AskedService, number>>;
  /** The port of the playground's own `/_playground/*`; 0 is any free one. */
  readonly controlPort?: number;
  /**
   * What a port that is not given means: `any` (the default; many playgrounds side by side) or `documented`
   * (the service's usual port, the next free one if it is taken; the API's must be free).
   */
  readonly defaultPorts?: 'any' | 'documented';
  /** Where data, keys and certificates are kept. Default: a temporary folder, removed at the stop. */
  readonly directory?: string;
  /** How many of the things that clients did are remembered, 1 to a million. Default 10,000. */
  readonly journalSize?: number;
  /** What goes wrong from the start (docs/faults.md). Default: nothing. */
  readonly faults?: readonly WrittenFault[];
  /** Whether each statement of a client of the database is remembered too, which makes small ones slower. Default true. */
  readonly journalStatements?: boolean;
  /** Whether rows come, change and go as time passes (`living`, `living+late`), or stay as they are (`still`, the default). */
  readonly world?: string;
  /**
   * So many seconds of the world pass in a real one, 0 to a million. Default: 1 in a still world, whose clock begins at
   * the real time; 0 in a living one, whose clock begins at the anchor and stands still until it is moved.
   */
  readonly clockRate?: number;
  /** The real time. Default: the system's. */
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Ends a start: what is being started is stopped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * For a process that only runs the playground. With it, the playground handles uncaught errors of this process: it
   * restarts the service that an error belongs to on its port, and calls this if the error belongs to none. Without it,
   * as for a playground in a test, the host process handles them.
   */
  readonly onFatal?: (error: unknown) => void;
}

/**
 * @param worldName which of the playground's worlds it is
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the option and its value
 */
export function parseSettings(options: PlaygroundOptions, worldName = DEFAULT_WORLD): Settings {
  const realClock = options.clock ?? systemClock;
  const { seed = DEFAULT_DATASET.seed, records = DEFAULT_DATASET.records } = options;
  const { world = DEFAULT_DATASET.world } = options;
  const anchor = parseAnchor('anchor', options.anchor, realClock);
  const logger = maskingLogger(options.logger ?? silentLogger);
  const dataset = badOptionIfRange(() => createDataset({ seed, records, anchor, world }));
  const worldClock = worldClockOf({ dataset, rate: options.clockRate, real: realClock, logger });
  return {
    worldName,
    lending: new Lending(),
    doors: new WorldDoors(),
    dataset,
    seed,
    records,
    anchor,
    world,
    credentials: options.credentials ?? 'fixed',
    rateLimit: limitIn(options),
    postgresRows: options.postgresRows ?? DEFAULT_POSTGRES_ROWS,
    s3Files: options.s3Files ?? DEFAULT_S3_FILES,
    standIns: options.standIns ?? [],
    sources: new DeclaredSources(options.sources),
    declared: options.declared ?? [],
    allowedHosts: options.allowedHosts ?? [],
    replays: [],
    replayIgnore: options.replayIgnore ?? [],
    recording: options.recording,
    host: options.host ?? '127.0.0.1',
    serverNames: options.serverNames ?? [],
    defaultPorts: options.defaultPorts ?? 'any',
    directory: options.directory ?? path.join(os.tmpdir(), `connector-playground-${crypto.randomUUID()}`),
    temporary: options.directory === undefined,
    journal: new Journal(requireJournalSize('journalSize', options.journalSize ?? DEFAULT_JOURNAL_SIZE)),
    faults: new FaultPlan(),
    firstFaults: parseFaults(options.faults ?? [], 'faults'),
    journalStatements: options.journalStatements ?? true,
    clock: worldClock.now,
    clockRate: options.clockRate,
    ...{ worldClock, realClock, logger },
    signal: options.signal,
    onFatal: options.onFatal,
  };
}

/** @throws PlaygroundError `ERR_BAD_OPTION` that names a service which there is not */
export function parsePorts({ ports = {} }: PlaygroundOptions): Ports {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [serviceNameOf(name), port]));
}

function limitIn({ rateLimit }: PlaygroundOptions): Settings['rateLimit'] {
  return rateLimit && { capacity: requireCapacity('rateLimit.capacity', rateLimit.capacity) };
}

function badOptionIfRange<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error;
    throw new PlaygroundError('ERR_BAD_OPTION', `${(error as Error).message}.`, { cause: error });
  }
}
