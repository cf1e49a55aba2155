import { DEFAULT_CAPACITY, MOST_CAPACITY } from '../../core/capacity.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { parseLimit } from '../../core/parse-limit.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { RateLimit } from '../../core/token-bucket.ts';
import type { ServerWorld } from '../../core/worlds/entrance.ts';
import { createDataset, type Dataset } from '../../fixtures/dataset.ts';
import { worldFrom } from '../world-from.ts';
import { type ApiCredentials, apiCredentialsFrom, fixedCredentials } from './credentials.ts';

export interface ApiOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long a stop still answers (see `ListenOptions`), so that a replica can go without a failed request. */
  readonly drainMs: number;
  /** How long a request may take to arrive whole. */
  readonly bodyTimeoutMs: number;
  /** What clients call it beside localhost and its address, when they ask for `/_playground/*`. */
  readonly serverNames: readonly string[];
  readonly dataset: Dataset;
  readonly credentials: ApiCredentials;
  /** Who may ask for them. In a container even this machine's clients come from elsewhere. */
  readonly tellsCredentialsTo: 'this-machine' | 'everybody';
  /** Left out: no limit. */
  readonly rateLimit?: RateLimit;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Default: one of its own, which is empty. */
  readonly faults: FaultPlan;
  readonly clock: Clock;
  /** By which clients wait for the rate limit. Left out: the same. */
  readonly realClock?: Clock;
  /** Waited for before each request. Left out: the clock is in this process. */
  readonly catchUp?: () => Promise<void>;
  /** Of which world it is. Left out: there is one. */
  readonly world?: ServerWorld;
  readonly logger: Logger;
}

/** The original's numbers: bursts of 20, 10 requests a second. */
export const defaultRateLimit: RateLimit = { capacity: DEFAULT_CAPACITY, refillPerSecond: 10 };

export const defaultApiOptions: Omit<ApiOptions, 'journal' | 'faults'> = {
  host: '127.0.0.1',
  port: 5001,
  drainMs: 0,
  bodyTimeoutMs: 60_000,
  serverNames: [],
  dataset: createDataset(),
  credentials: fixedCredentials,
  tellsCredentialsTo: 'this-machine',
  clock: systemClock,
  logger: silentLogger,
};

/**
 * Reads `PLAYGROUND_API_HOST`, `…_PORT`, `…_DRAIN_MS` and `…_TELLS_CREDENTIALS_TO`, `PLAYGROUND_RATE_LIMIT`,
 * `PLAYGROUND_SERVER_NAMES`, `PLAYGROUND_JOURNAL_SIZE`, the world (see {@link worldFrom}) and the credentials (see {@link apiCredentialsFrom}).
 */
export function apiOptionsFromEnv(env: NodeJS.ProcessEnv, logger: Logger = silentLogger): ApiOptions {
  const settings = new EnvironmentSettings(env, logger);
  const limit = settings.parsed(
    'PLAYGROUND_RATE_LIMIT',
    false,
    (text) => parseLimit(text, MOST_CAPACITY),
    'API_RATE_CAPACITY',
  );
  return {
    ...defaultApiOptions,
    journal: new Journal(journalSizeFrom(env)),
    faults: new FaultPlan(),
    host: settings.text('PLAYGROUND_API_HOST', defaultApiOptions.host),
    port: settings.integer('PLAYGROUND_API_PORT', defaultApiOptions.port),
    drainMs: settings.integer('PLAYGROUND_API_DRAIN_MS', defaultApiOptions.drainMs),
    serverNames: serverNamesFrom(settings),
    ...worldFrom(settings),
    credentials: apiCredentialsFrom(settings),
    tellsCredentialsTo: listenersFrom(settings),
    ...(limit !== false && {
      rateLimit: { ...defaultRateLimit, ...(limit !== true && { capacity: limit }) },
    }),
  };
}

function listenersFrom(settings: EnvironmentSettings): ApiOptions['tellsCredentialsTo'] {
  const text = settings.text('PLAYGROUND_API_TELLS_CREDENTIALS_TO', defaultApiOptions.tellsCredentialsTo);
  if (text === 'this-machine' || text === 'everybody') return text;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `PLAYGROUND_API_TELLS_CREDENTIALS_TO must be 'this-machine' or 'everybody', but is '${text}'.`,
  );
}
