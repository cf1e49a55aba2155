import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { integerFrom, textFrom } from '../../core/env.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { createDataset, type Dataset, DEFAULT_DATASET } from '../../fixtures/dataset.ts';
import { type ApiCredentials, apiCredentialsFromEnv, fixedCredentials } from './credentials.ts';

export interface RateLimit {
  /** How many requests may come at once. */
  readonly capacity: number;
  readonly refillPerSecond: number;
}

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
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The original's numbers: bursts of 20, 10 requests a second. */
export const defaultRateLimit: RateLimit = { capacity: 20, refillPerSecond: 10 };

export const defaultApiOptions: Omit<ApiOptions, 'journal'> = {
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
 * Reads `API_HOST`, `API_PORT`, `API_DRAIN_MS`, `API_RATE_CAPACITY` (unset: no limit), `API_TELLS_CREDENTIALS_TO`,
 * `PLAYGROUND_SERVER_NAMES`, `PLAYGROUND_JOURNAL_SIZE`, `PLAYGROUND_SEED`, `PLAYGROUND_RECORDS` and the credentials (see {@link apiCredentialsFromEnv}).
 */
export function apiOptionsFromEnv(env: NodeJS.ProcessEnv): ApiOptions {
  const capacity = integerFrom(env, 'API_RATE_CAPACITY', 0);
  return {
    ...defaultApiOptions,
    host: textFrom(env, 'API_HOST', defaultApiOptions.host),
    port: integerFrom(env, 'API_PORT', defaultApiOptions.port),
    drainMs: integerFrom(env, 'API_DRAIN_MS', defaultApiOptions.drainMs),
    serverNames: serverNamesFrom(env),
    dataset: createDataset({
      seed: integerFrom(env, 'PLAYGROUND_SEED', DEFAULT_DATASET.seed),
      records: integerFrom(env, 'PLAYGROUND_RECORDS', DEFAULT_DATASET.records),
    }),
    credentials: apiCredentialsFromEnv(env),
    tellsCredentialsTo: listenersFrom(env),
    journal: new Journal(journalSizeFrom(env)),
    ...(capacity > 0 && { rateLimit: { ...defaultRateLimit, capacity } }),
  };
}

function listenersFrom(env: NodeJS.ProcessEnv): ApiOptions['tellsCredentialsTo'] {
  const text = textFrom(env, 'API_TELLS_CREDENTIALS_TO', defaultApiOptions.tellsCredentialsTo);
  if (text === 'this-machine' || text === 'everybody') return text;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `API_TELLS_CREDENTIALS_TO must be 'this-machine' or 'everybody', but is '${text}'.`,
  );
}
