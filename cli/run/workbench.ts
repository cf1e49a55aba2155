import type { StartedEndpoints } from '../../playground/manifests.ts';
import type { Truth } from '../../playground/truth.ts';
import type { SyncJournal } from '../../verify/causes/asked.ts';
import type { Terminal } from '../terminal.ts';
import type { Sdk } from './find-sdk.ts';

/** What all connectors are run with. */
export interface Workbench {
  readonly sdk: Sdk;
  readonly endpoints: StartedEndpoints;
  readonly truth: Truth;
  /** The folder of the playground. */
  readonly directory: string;
  readonly env: Terminal['env'];
  /** How many syncs, if not as many as are expected. */
  readonly syncs?: number;
  /** How long a sync may take. */
  readonly timeoutMs: number;
  /** Whether the folders in which connectors are run are kept. */
  readonly keep: boolean;
  /** Whether a connector of which nothing is known may leave an empty destination. */
  readonly allowEmpty: boolean;
  /** Whether the values of the tables are compared besides their counts. */
  readonly values: boolean;
  /** What the playground has been asked for; undefined where it does not tell. */
  readonly journal?: SyncJournal;
  /** Who knows what time it is in the world; undefined where it is the real time. */
  readonly worldUrl: string | undefined;
  /** The playground itself, which brings a database that it resets to the time of the world; undefined where there is none. */
  readonly controlUrl: string | undefined;
  /** Among containers of a living world who holds the clock. */
  readonly holderUrl: string | undefined;
  /** Ends everything. */
  readonly signal: AbortSignal;
}
