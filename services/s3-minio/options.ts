import { join } from 'node:path';
import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import type { WorldClock } from '../../core/world-clock.ts';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { createDataset, type Dataset } from '../../fixtures/dataset.ts';
import { datasetFrom } from '../dataset-from.ts';
import { type BodyTimes, DEFAULT_BODY_TIMES } from './payload/body-times.ts';
import { DEFAULT_STORE_LIMITS, type StoreLimits } from './store/limits.ts';

/** An object that is put into the seeded bucket beside those made of the dataset. */
interface ExtraObject {
  readonly key: string;
  readonly contentType: string;
  readonly body: string;
}

export interface S3Options {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What clients call it beside localhost and its address, when they ask for `/_playground/*`. */
  readonly serverNames: readonly string[];
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The name of the seeded bucket. */
  readonly bucket: string;
  /** Where objects are kept. One running service a directory; it is made when missing. */
  readonly directory: string;
  readonly dataset: Dataset;
  /** How many `parallel/extra_0001.csv`, … there are beside the eight tables. */
  readonly parallelFiles: number;
  readonly extraObjects: readonly ExtraObject[];
  /** How long clients may take to send. */
  readonly bodyTimes: BodyTimes;
  /** How much it keeps. */
  readonly limits: StoreLimits;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Default: one of its own, which is empty. */
  readonly faults: FaultPlan;
  readonly clock: Clock;
  /** What a living world follows. Left out: it stays at the anchor. */
  readonly worldClock?: WorldClock;
  /** By which most clients sign. Left out: the same. */
  readonly realClock?: Clock;
  /** Of which world it is. Left out: there is one. */
  readonly world?: ServerWorld;
  readonly logger: Logger;
}

export const defaultS3Options: Omit<S3Options, 'journal' | 'faults'> = {
  host: '127.0.0.1',
  port: 9000,
  serverNames: [],
  region: 'us-east-1',
  accessKeyId: 'PLAYGROUNDACCESSKEY0',
  secretAccessKey: 'playground-secret-key-0123456789abcdefgh',
  bucket: 'fixtures',
  directory: join('.playground', 's3-minio'),
  dataset: createDataset(),
  parallelFiles: 0,
  extraObjects: [],
  bodyTimes: DEFAULT_BODY_TIMES,
  limits: DEFAULT_STORE_LIMITS,
  clock: systemClock,
  logger: silentLogger,
};

/**
 * Reads `PLAYGROUND_S3_HOST`, `…_PORT`, `…_REGION`, `…_ACCESS_KEY_ID`, `…_SECRET_ACCESS_KEY`, `…_BUCKET`, `…_DIRECTORY`,
 * `…_FILES`, `PLAYGROUND_SERVER_NAMES`, `PLAYGROUND_JOURNAL_SIZE` and the world (see {@link datasetFrom}).
 */
export function s3OptionsFromEnv(env: NodeJS.ProcessEnv, logger: Logger = silentLogger): S3Options {
  const settings = new EnvironmentSettings(env, logger);
  const defaults = defaultS3Options;
  return {
    ...defaults,
    journal: new Journal(journalSizeFrom(env)),
    faults: new FaultPlan(),
    host: settings.text('PLAYGROUND_S3_HOST', defaults.host),
    port: settings.integer('PLAYGROUND_S3_PORT', defaults.port),
    serverNames: serverNamesFrom(settings),
    region: settings.text('PLAYGROUND_S3_REGION', defaults.region),
    accessKeyId: settings.text('PLAYGROUND_S3_ACCESS_KEY_ID', defaults.accessKeyId),
    secretAccessKey: settings.text('PLAYGROUND_S3_SECRET_ACCESS_KEY', defaults.secretAccessKey),
    bucket: settings.text('PLAYGROUND_S3_BUCKET', defaults.bucket),
    directory: settings.text('PLAYGROUND_S3_DIRECTORY', defaults.directory),
    parallelFiles: settings.integer('PLAYGROUND_S3_FILES', defaults.parallelFiles, 'S3_PARALLEL_FILES'),
    dataset: datasetFrom(settings),
  };
}
